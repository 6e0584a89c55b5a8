package dev.fedmoe.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.controlplane.status.JobObservation;
import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.crds.job.FederatedMoEJobSpec;
import dev.fedmoe.local.terminal.TerminalOutput;
import dev.fedmoe.protocol.v1alpha1.Happening;
import dev.fedmoe.protocol.v1alpha1.JobPhase;
import dev.fedmoe.protocol.v1alpha1.Metric;
import dev.fedmoe.protocol.v1alpha1.MetricKind;
import dev.fedmoe.protocol.v1alpha1.Progress;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** The rows are those of {@code kubectl get fmj -w}. */
class ProgressTableTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final SettableClock clock = new SettableClock();

    @Test
    void aPipeGetsARowForEachRound() {
        ProgressTable board = board(new TerminalOutput(out, false, 0));

        board.open();
        clock.advance(21);
        board.show(progress(1, 0.31));
        board.show(progress(1, 0.31));
        clock.advance(5);
        board.show(progress(2, 0.12));

        assertThat(printed())
                .isEqualTo(
                        """
                        NAME      PHASE       ROUND     CLIENTS   EXPERTS   BALANCE   METRIC    AGE
                        fashion   Pending     0/60      0/0       0/8                           0s
                        fashion   Training    1/60      5/5       8/8       69%       G 0.412   21s
                        fashion   Training    2/60      5/5       8/8       88%       G 0.412   26s
                        """);
    }

    @Test
    void clientsThatJoinOneByOneAreNotARowEach() {
        ProgressTable board = board(new TerminalOutput(out, false, 0));

        board.open();
        for (int live = 1; live <= 4; live++) {
            clock.advance(2);
            board.show(Progress.newBuilder()
                    .setPhase(JobPhase.JOB_PHASE_PENDING)
                    .setRounds(60)
                    .setLiveClients(live)
                    .setRosterClients(5)
                    .build());
        }

        assertThat(printed().lines().skip(1))
                .satisfiesExactly(first -> assertThat(first).contains("0/0"), later -> assertThat(later)
                        .contains("3/5"));
    }

    @Test
    void aTerminalGetsOneRowRedrawnWithABar() {
        ProgressTable board = board(new TerminalOutput(out, true, 200));

        board.show(progress(1, 0.31));
        clock.advance(2);
        board.show(progress(2, 0.12));

        assertThat(printed()).doesNotContain("\n").endsWith("2s   [------------------] 1 m 56 s left");
    }

    @Test
    void happeningsAreToldOnceAndTheOrdinaryNotAtAll() {
        ProgressTable board = board(new TerminalOutput(out, false, 0));
        Progress progress = progress(1, 0.31).toBuilder()
                .addHappenings(happening(1, "RoundCommitted", "round 1"))
                .addHappenings(happening(2, "ClientLost", "camera-7 has not answered for 30s"))
                .build();

        board.show(progress);
        board.show(progress);

        assertThat(printed())
                .containsOnlyOnce("ClientLost  camera-7 has not answered for 30s")
                .doesNotContain("RoundCommitted");
    }

    private ProgressTable board(TerminalOutput terminal) {
        var job = new FederatedMoEJob();
        job.setMetadata(new ObjectMetaBuilder()
                .withName("fashion")
                .withCreationTimestamp(clock.instant().toString())
                .build());
        job.setSpec(new FederatedMoEJobSpec());
        job.getSpec().training.rounds = 60;
        job.getSpec().model.experts = 8;
        return new ProgressTable(terminal, clock, JobObservation.of(job));
    }

    private static Progress progress(int round, double loadCv) {
        return Progress.newBuilder()
                .setPhase(JobPhase.JOB_PHASE_TRAINING)
                .setRound(round)
                .setRounds(60)
                .setLiveClients(5)
                .setRosterClients(5)
                .setCoveredExperts(8)
                .setLoadCv(loadCv)
                .setGlobal(Metric.newBuilder()
                        .setKind(MetricKind.METRIC_KIND_GLOBAL)
                        .setValue(0.412)
                        .setRound(1))
                .build();
    }

    private static Happening happening(long number, String reason, String message) {
        return Happening.newBuilder()
                .setNumber(number)
                .setReason(reason)
                .setMessage(message)
                .build();
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static final class SettableClock extends Clock {
        private Instant now = Instant.parse("2026-03-01T12:00:00Z");

        void advance(long seconds) {
            now = now.plusSeconds(seconds);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
