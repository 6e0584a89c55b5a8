package dev.fedmoe.operator.job.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.operator.naming.OwnedLabels.Component;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import org.junit.jupiter.api.Test;

class PodTroubleTest {
    @Test
    void aPodThatWasToldToEndIsNoTrouble() {
        var stopped = pod();
        assertThat(PodTrouble.of(stopped, Component.worker, "ClientsReady")).isPresent();

        stopped.getMetadata().setDeletionTimestamp("2026-01-01T00:00:30Z");

        assertThat(PodTrouble.of(stopped, Component.worker, "ClientsReady")).isEmpty();
    }

    private static Pod pod() {
        return new PodBuilder()
                .withNewMetadata()
                .withName("fashion-cameras-camera-1")
                .endMetadata()
                .withNewSpec()
                .withNodeName("camera-1")
                .endSpec()
                .withNewStatus()
                .addNewContainerStatus()
                .withNewState()
                .withNewTerminated()
                .withReason("Error")
                .withExitCode(143)
                .endTerminated()
                .endState()
                .endContainerStatus()
                .endStatus()
                .build();
    }
}
