package dev.fedmoe.controlplane.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.controlplane.SampleManifests;
import dev.fedmoe.controlplane.job.JobTranslation.Translated;
import dev.fedmoe.crds.job.FederatedMoEJob;
import io.fabric8.kubernetes.api.model.Quantity;
import org.junit.jupiter.api.Test;

class PodSizesTest {
    private static final long MIB = 1 << 20;

    private final FederatedMoEJob job = SampleManifests.job();

    @Test
    void aWorkerAsksForWhatPlacementCountsWith() {
        var two = sizes().worker(2);

        assertThat(two.request()).isEqualTo(translated().cost().resources(2));
        assertThat(two.request().cpuMillis()).isEqualTo(500);
        assertThat(two.request().memoryBytes() / MIB).isEqualTo(208);
    }

    @Test
    void aWorkersLimitHoldsTheMeasuredPeakAndItsHeap() {
        var two = sizes().worker(2);

        assertThat(two.heapMib()).isEqualTo(96);
        assertThat(two.directMib()).isEqualTo(128);
        assertThat(two.memoryLimitBytes() / MIB).isEqualTo(348);
        assertThat(two.memoryLimitBytes()).isGreaterThan(269 * MIB);
        assertThat(sizes().worker(8).memoryLimitBytes()).isGreaterThan(two.memoryLimitBytes());
    }

    @Test
    void whatTheUserAddsGoesToTheHeap() {
        job.getSpec().worker.resources.memory = new Quantity("1Gi");
        job.getSpec().worker.resources.cpu = new Quantity("1500m");

        var two = sizes().worker(2);

        assertThat(two.request().memoryBytes()).isEqualTo(1024 * MIB);
        assertThat(two.request().cpuMillis()).isEqualTo(1500);
        assertThat(two.memoryLimitBytes()).isEqualTo(1024 * MIB);
        assertThat(two.heapMib()).isEqualTo(1024 - (348 - 96));
    }

    @Test
    void placementCountsWithWhatTheUserSays() {
        job.getSpec().worker.resources.memory = new Quantity("1Gi");

        assertThat(translated().cost().resources(2)).isEqualTo(sizes().worker(2).request());
    }

    @Test
    void aUserWhoAsksForLessGetsAWorkerThatStillRuns() {
        job.getSpec().worker.resources.memory = new Quantity("100Mi");

        var two = sizes().worker(2);

        assertThat(two.request().memoryBytes()).isEqualTo(100 * MIB);
        assertThat(two.heapMib()).isEqualTo(48);
        assertThat(two.memoryLimitBytes()).isEqualTo((348 - 96 + 48) * MIB);
    }

    @Test
    void aLargeModelHasRoomForItsTransfers() {
        job.getSpec().model.expertHidden = 65_536;

        var two = sizes().worker(2);

        assertThat(two.directMib()).isGreaterThan(64 + 3 * 2 * 64);
        assertThat(two.memoryLimitBytes() / MIB).isGreaterThan(two.directMib() + two.heapMib());
    }

    @Test
    void anEvaluatorHoldsEveryExpert() {
        assertThat(sizes().evaluator().memoryLimitBytes())
                .isEqualTo(sizes().worker(8).memoryLimitBytes());
        assertThat(sizes().evaluator().request().cpuMillis()).isEqualTo(500);
    }

    @Test
    void aCoordinatorGrowsWithItsTables() {
        var small = sizes().coordinator();
        job.getSpec().clients.max = 5_000;
        job.getSpec().model.experts = 256;
        var large = sizes().coordinator();

        assertThat(small.request().memoryBytes()).isEqualTo(161 * MIB);
        assertThat(small.heapMib()).isEqualTo(65);
        assertThat(small.memoryLimitBytes()).isEqualTo(225 * MIB);
        assertThat(large.heapMib()).isEqualTo(64 + 196);
    }

    @Test
    void aCoordinatorsHeapGrowsWithWhatTheUserGivesIt() {
        job.getSpec().coordinator.resources.memory = new Quantity("512Mi");

        var size = sizes().coordinator();

        assertThat(size.heapMib()).isEqualTo(512 - 160);
        assertThat(size.memoryLimitBytes()).isEqualTo(512 * MIB);
    }

    private PodSizes sizes() {
        return PodSizes.of(job.getSpec(), translated());
    }

    private Translated translated() {
        return (Translated) JobTranslation.of(job);
    }
}
