package dev.fedmoe.controlplane.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.controlplane.SampleManifests;
import dev.fedmoe.protocol.v1alpha1.JobPhase;
import dev.fedmoe.protocol.v1alpha1.Metric;
import dev.fedmoe.protocol.v1alpha1.MetricKind;
import dev.fedmoe.protocol.v1alpha1.Progress;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class PrinterColumnsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:21Z"), ZoneOffset.UTC);

    private final PrinterColumns columns = PrinterColumns.of("FederatedMoEJob", CLOCK);

    @Test
    void aJobIsPrintedLineUnderLine() {
        var job = SampleManifests.job();
        job.setStatus(new StatusReport(CLOCK).of(JobObservation.of(job)));
        var header = columns.header();
        var pending = columns.row(job);
        job.setStatus(new StatusReport(CLOCK).of(JobObservation.of(job).with(training())));
        var training = columns.row(job);

        assertThat(header).isEqualTo("NAME      PHASE       ROUND     CLIENTS   EXPERTS   BALANCE   METRIC    AGE");
        assertThat(pending).isEqualTo("fashion   Pending     0/60      0/0       0/8                           21s");
        assertThat(training).isEqualTo("fashion   Training    1/60      5/5       8/8       69%       G 0.412   21s");
    }

    @Test
    void columnsAreThoseOfTheCrd() {
        assertThat(PrinterColumns.of("EdgeClientPool", CLOCK).header())
                .isEqualTo("NAME      READY     SLOTS     JOBS   AGE");
        assertThat(PrinterColumns.of("EdgeClient", CLOCK)
                        .cells(SampleManifests.pool())
                        .subList(0, 2))
                .containsExactly("cameras", "");
    }

    @Test
    void anObjectWithoutACreationTimeHasAnUnknownAge() {
        assertThat(PrinterColumns.of("EdgeClientPool", CLOCK).cells(SampleManifests.pool()))
                .last()
                .isEqualTo("<unknown>");
    }

    private static Progress training() {
        return Progress.newBuilder()
                .setPhase(JobPhase.JOB_PHASE_TRAINING)
                .setRound(1)
                .setRounds(60)
                .setLiveClients(5)
                .setRosterClients(5)
                .setCoveredExperts(8)
                .setLoadCv(0.31)
                .setGlobal(Metric.newBuilder()
                        .setKind(MetricKind.METRIC_KIND_GLOBAL)
                        .setValue(0.412))
                .build();
    }
}
