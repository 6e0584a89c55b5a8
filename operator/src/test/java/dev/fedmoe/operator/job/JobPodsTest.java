package dev.fedmoe.operator.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.operator.job.observe.JobPods;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

/** What is kept of a job's pods is enough to see what has changed. */
class JobPodsTest extends JobStory {
    private final Pod wanted = (Pod) pods(given.plan()).get(0);
    private final Pod stored = new PodBuilder(wanted)
            .editMetadata()
            .withResourceVersion("7")
            .addNewManagedField()
            .withManager("fedmoe-operator")
            .endManagedField()
            .endMetadata()
            .editSpec()
            .withSchedulerName("default-scheduler")
            .endSpec()
            .withNewStatus()
            .withPhase("Running")
            .addNewCondition()
            .withType("Ready")
            .withStatus("True")
            .withLastProbeTime("2026-01-01T00:00:00Z")
            .endCondition()
            .endStatus()
            .build();

    @Test
    void whatIsKeptStandsForWhatWasApplied() {
        assertThat(JobPods.same(wanted, JobPods.reduced(stored))).isTrue();
    }

    @Test
    void whatIsKeptIsAFractionAndStaysTheSame() {
        var kept = JobPods.reduced(stored);

        assertThat(Serialization.asJson(kept).length())
                .isLessThan(Serialization.asJson(stored).length() / 2);
        assertThat(JobPods.reduced(kept)).isEqualTo(kept);
    }

    @Test
    void anEditByHandShows() {
        var labelled = new PodBuilder(stored)
                .editMetadata()
                .addToLabels("fedmoe.dev/slots", "9")
                .endMetadata()
                .build();
        var orphaned = new PodBuilder(stored)
                .editMetadata()
                .withOwnerReferences()
                .endMetadata()
                .build();
        var forgetful = new PodBuilder(stored)
                .editMetadata()
                .withAnnotations(null)
                .endMetadata()
                .build();
        var other = new PodBuilder(stored)
                .editSpec()
                .editFirstContainer()
                .withImage("other")
                .endContainer()
                .endSpec()
                .build();

        assertThat(JobPods.same(wanted, JobPods.reduced(labelled))).isFalse();
        assertThat(JobPods.same(wanted, JobPods.reduced(orphaned))).isFalse();
        assertThat(JobPods.same(wanted, JobPods.reduced(forgetful))).isFalse();
        assertThat(JobPods.same(wanted, JobPods.reduced(other))).isFalse();
    }

    @Test
    void probesAndVersionsWakeNobody() {
        var probed = new PodBuilder(stored)
                .editMetadata()
                .withResourceVersion("8")
                .endMetadata()
                .editStatus()
                .editFirstCondition()
                .withLastProbeTime("2026-01-01T00:00:10Z")
                .endCondition()
                .endStatus()
                .build();
        var ended = new PodBuilder(stored)
                .editStatus()
                .withPhase("Failed")
                .endStatus()
                .build();

        assertThat(JobPods.differ(probed, stored)).isFalse();
        assertThat(JobPods.differ(ended, stored)).isTrue();
    }
}
