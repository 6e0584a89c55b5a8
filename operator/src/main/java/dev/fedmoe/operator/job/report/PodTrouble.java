package dev.fedmoe.operator.job.report;

import dev.fedmoe.controlplane.status.ExternalTrouble;
import dev.fedmoe.controlplane.status.JobReasons;
import dev.fedmoe.operator.naming.OwnedLabels;
import dev.fedmoe.operator.naming.OwnedLabels.Component;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is wrong with a pod, in words that name it and the next step. Nothing in them counts up. */
final class PodTrouble {
    private static final Set<String> NO_IMAGE =
            Set.of("ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull", "ImageInspectError");

    /** As the worker's main and the kernel's killer say it. */
    private static final int OUT_OF_MEMORY_EXIT = 3;

    private static final int LONGEST_WORDS = 300;

    private PodTrouble() {}

    /** A pod that was told to end ends: that is no trouble, whatever its exit code. */
    static Optional<ExternalTrouble> of(Pod pod, Component component, String condition) {
        if (pod.getMetadata().getDeletionTimestamp() != null) {
            return Optional.empty();
        }
        return image(pod, condition)
                .or(() -> config(pod, condition))
                .or(() -> ended(pod, component, condition))
                .or(() -> unschedulable(pod, condition));
    }

    private static Optional<ExternalTrouble> image(Pod pod, String condition) {
        return waiting(pod)
                .filter(w -> NO_IMAGE.contains(String.valueOf(w.getReason())))
                .map(w -> new ExternalTrouble(
                        condition,
                        JobReasons.IMAGE_UNAVAILABLE,
                        "pod " + name(pod) + " cannot get image "
                                + pod.getSpec().getContainers().get(0).getImage() + on(pod)
                                + ". Maybe correct the operator's image settings, or load the image onto the node"));
    }

    private static Optional<ExternalTrouble> config(Pod pod, String condition) {
        return waiting(pod)
                .filter(w -> String.valueOf(w.getReason()).startsWith("Create"))
                .map(w -> new ExternalTrouble(
                        condition,
                        JobReasons.STARTING,
                        "pod " + name(pod) + " cannot be started" + on(pod) + ": " + words(w.getMessage())));
    }

    private static Optional<ExternalTrouble> ended(Pod pod, Component component, String condition) {
        return status(pod).flatMap(PodTrouble::lastEnd).map(end -> {
            boolean memory = "OOMKilled".equals(end.getReason())
                    || (component != Component.coordinator && end.getExitCode() == OUT_OF_MEMORY_EXIT);
            return memory
                    ? outOfMemory(pod, component, condition)
                    : new ExternalTrouble(
                            condition,
                            component == Component.coordinator
                                    ? JobReasons.COORDINATOR_FAILING
                                    : JobReasons.WORKER_FAILING,
                            "pod " + name(pod) + on(pod) + " ended with exit code " + end.getExitCode() + ": "
                                    + words(end.getMessage()) + ". It is started again");
        });
    }

    private static ExternalTrouble outOfMemory(Pod pod, Component component, String condition) {
        var limit =
                pod.getSpec().getContainers().get(0).getResources().getLimits().get("memory");
        var field = component == Component.coordinator ? "spec.coordinator" : "spec.worker";
        return new ExternalTrouble(
                condition,
                component == Component.coordinator ? JobReasons.COORDINATOR_FAILING : JobReasons.WORKER_OUT_OF_MEMORY,
                "pod " + name(pod) + on(pod) + " needed more memory than its limit of " + limit + ". Maybe raise "
                        + field + ".resources.memory, or lower clients.slotsPerClient.max");
    }

    private static Optional<ExternalTrouble> unschedulable(Pod pod, String condition) {
        return pod.getStatus() == null
                ? Optional.empty()
                : pod.getStatus().getConditions().stream()
                        .filter(c -> c.getType().equals("PodScheduled")
                                && c.getStatus().equals("False")
                                && "Unschedulable".equals(c.getReason()))
                        .findFirst()
                        .map(c -> new ExternalTrouble(
                                condition,
                                JobReasons.UNSCHEDULABLE,
                                "no node takes pod " + name(pod) + placed(pod) + ": " + words(c.getMessage())));
    }

    private static Optional<ContainerStatus> status(Pod pod) {
        return pod.getStatus() == null
                ? Optional.empty()
                : Optional.ofNullable(pod.getStatus().getContainerStatuses()).orElse(List.of()).stream()
                        .findFirst();
    }

    private static Optional<ContainerStateWaiting> waiting(Pod pod) {
        return status(pod).map(ContainerStatus::getState).map(ContainerState::getWaiting);
    }

    /** The end of the container now, or of the one before it while it waits to be started again; only bad ends count. */
    private static Optional<ContainerStateTerminated> lastEnd(ContainerStatus status) {
        return Optional.ofNullable(status.getState())
                .map(ContainerState::getTerminated)
                .or(() -> Boolean.TRUE.equals(status.getReady())
                        ? Optional.empty()
                        : Optional.ofNullable(status.getLastState()).map(ContainerState::getTerminated))
                .filter(end -> end.getExitCode() != 0);
    }

    private static String name(Pod pod) {
        return pod.getMetadata().getName();
    }

    private static String on(Pod pod) {
        var node = pod.getSpec().getNodeName();
        return node == null ? "" : " on node " + node;
    }

    private static String placed(Pod pod) {
        var annotations = pod.getMetadata().getAnnotations();
        var node = annotations == null ? null : annotations.get(OwnedLabels.NODE_NAME);
        return node == null ? "" : ", which belongs on node " + node;
    }

    private static String words(@Nullable String message) {
        if (message == null || message.isBlank()) {
            return "no last words";
        }
        var text = message.strip().replaceAll("\\s+", " ");
        return text.length() <= LONGEST_WORDS ? text : "…" + text.substring(text.length() - LONGEST_WORDS);
    }
}
