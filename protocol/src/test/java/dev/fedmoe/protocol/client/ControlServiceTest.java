package dev.fedmoe.protocol.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fedmoe.core.model.MlpMoe;
import dev.fedmoe.core.model.ModelSpec;
import dev.fedmoe.protocol.server.CoordinatorServer;
import dev.fedmoe.protocol.testing.TestControl;
import dev.fedmoe.protocol.testing.TestCoordinator;
import dev.fedmoe.protocol.testing.TestIdentity;
import dev.fedmoe.protocol.v1alpha1.DesiredJob;
import dev.fedmoe.protocol.v1alpha1.Happening;
import dev.fedmoe.protocol.v1alpha1.JobPhase;
import dev.fedmoe.protocol.v1alpha1.JobTerms;
import dev.fedmoe.protocol.v1alpha1.Progress;
import dev.fedmoe.protocol.v1alpha1.RoundSummary;
import dev.fedmoe.testing.ConditionWait;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlServiceTest {
    private static final Duration BOUND = Duration.ofSeconds(10);

    private final TestControl control = new TestControl();
    private final TestIdentity identity;
    private final CoordinatorServer server;
    private final CoordinatorConnection connection;
    private final ControlClient client;

    ControlServiceTest(@TempDir Path folder) throws IOException {
        identity = TestIdentity.create(folder);
        var manifest = new ModelSpec(new MlpMoe(), List.of(8), 2, 1, 1, 8, 8).manifest();
        var federation = new TestCoordinator(manifest, JobTerms.getDefaultInstance());
        server = CoordinatorServer.start(identity.settings(), identity.verifier(), federation, control);
        connection = CoordinatorConnection.open(identity.endpoint(server.port()), new Random(7));
        client = connection.control(identity.control());
    }

    @AfterEach
    void close() {
        connection.close();
        server.close();
    }

    @Test
    void desiredStateArrives() throws Exception {
        var desired =
                DesiredJob.newBuilder().setGeneration(3).setSuspended(true).build();

        assertThat(client.apply(desired, BOUND).getGeneration()).isEqualTo(3);
        assertThat(control.applied()).containsExactly(desired);
    }

    @Test
    void aWatchStartsWithTheCurrentStateAndEndsWhenClosed() throws Exception {
        try (var watch = client.watch()) {
            assertThat(watch.next(BOUND).orElseThrow().getPhase()).isEqualTo(JobPhase.JOB_PHASE_PENDING);
            control.tell(
                    Progress.newBuilder().setPhase(JobPhase.JOB_PHASE_TRAINING).build());

            assertThat(watch.next(BOUND).orElseThrow().getPhase()).isEqualTo(JobPhase.JOB_PHASE_TRAINING);
            assertThat(watch.next(Duration.ofMillis(1))).isEmpty();
        }
        ConditionWait.until(() -> control.watchers() == 0);
    }

    @Test
    void aSlowWatcherSeesTheNewestStateAndEveryCommittedRound() throws Exception {
        try (var watch = client.watch()) {
            watch.next(BOUND);
            for (int round = 1; round <= 2000; round++) {
                control.tell(progress(round));
            }

            var rounds = new TreeSet<Integer>();
            int messages = 0;
            int newest = 0;
            while (newest < 2000) {
                Progress progress = watch.next(BOUND).orElseThrow();
                messages++;
                newest = progress.getRound();
                progress.getCommittedList().forEach(summary -> rounds.add(summary.getRound()));
            }

            assertThat(messages).isLessThan(1900);
            assertThat(rounds).hasSize(2000);
        }
    }

    @Test
    void aCoordinatorThatGoesAwayIsAnOutage() throws Exception {
        try (var watch = client.watch()) {
            watch.next(BOUND);
            server.close();

            assertThatThrownBy(() -> watch.next(BOUND))
                    .isInstanceOfSatisfying(
                            LinkException.class, e -> assertThat(e.isOutage()).isTrue());
        }
    }

    private static Progress progress(int round) {
        return Progress.newBuilder()
                .setRound(round)
                .addCommitted(RoundSummary.newBuilder().setRound(round))
                .addHappenings(Happening.newBuilder().setMessage("x".repeat(4096)))
                .build();
    }
}
