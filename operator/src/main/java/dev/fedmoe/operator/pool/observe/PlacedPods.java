package dev.fedmoe.operator.pool.observe;

import dev.fedmoe.core.capacity.NodeResources;
import dev.fedmoe.operator.naming.OwnedLabels;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Pods as placement sees them: where they are, what they request, whether they are our workers. */
public final class PlacedPods {
    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");
    private static final List<String> LABELS = List.of(
            OwnedLabels.MANAGED_BY, OwnedLabels.COMPONENT, OwnedLabels.JOB, OwnedLabels.CLIENT, OwnedLabels.SLOTS);

    private PlacedPods() {}

    /** All of a pod that is ever asked for here; of a cluster's pods nothing else is kept in memory. */
    public static Pod reduced(Pod pod) {
        var meta = pod.getMetadata();
        var requests = PodRequests.of(pod);
        return new PodBuilder()
                .withMetadata(new ObjectMetaBuilder()
                        .withName(meta.getName())
                        .withNamespace(meta.getNamespace())
                        .withUid(meta.getUid())
                        .withResourceVersion(meta.getResourceVersion())
                        .withLabels(labels(pod))
                        .withDeletionTimestamp(meta.getDeletionTimestamp())
                        .withDeletionGracePeriodSeconds(meta.getDeletionGracePeriodSeconds())
                        .build())
                .withNewSpec()
                .withNodeName(node(pod))
                .withContainers(new ContainerBuilder()
                        .withNewResources()
                        .addToRequests("cpu", new Quantity(requests.cpuMillis() + "m"))
                        .addToRequests("memory", new Quantity(Long.toString(requests.memoryBytes())))
                        .endResources()
                        .build())
                .endSpec()
                .withNewStatus()
                .withPhase(pod.getStatus() == null ? null : pod.getStatus().getPhase())
                .endStatus()
                .build();
    }

    /** Empty while it waits for a node. */
    public static String node(Pod pod) {
        return Objects.requireNonNullElse(pod.getSpec().getNodeName(), "");
    }

    /** Of a pod that has ended nothing is left but its record. */
    public static boolean isEnded(Pod pod) {
        return pod.getStatus() != null
                && ENDED.contains(String.valueOf(pod.getStatus().getPhase()));
    }

    public static boolean isTerminating(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() != null;
    }

    public static boolean isOurs(Pod pod) {
        return OwnedLabels.OPERATOR.equals(label(pod, OwnedLabels.MANAGED_BY))
                && !label(pod, OwnedLabels.JOB).isEmpty();
    }

    public static boolean isWorker(Pod pod) {
        return isOurs(pod) && OwnedLabels.Component.worker.name().equals(label(pod, OwnedLabels.COMPONENT));
    }

    public static String label(Pod pod, String key) {
        var labels = pod.getMetadata().getLabels();
        return labels == null ? "" : labels.getOrDefault(key, "");
    }

    /** By node, what the scheduler counts there for others than our workers. */
    public static Map<String, NodeResources> taken(List<Pod> pods) {
        var taken = new HashMap<String, NodeResources>();
        for (Pod pod : pods) {
            if (!node(pod).isEmpty() && !isEnded(pod) && !isWorker(pod)) {
                taken.merge(node(pod), PodRequests.of(pod), NodeResources::plus);
            }
        }
        return taken;
    }

    private static Map<String, String> labels(Pod pod) {
        var kept = new HashMap<String, String>();
        LABELS.stream().filter(l -> !label(pod, l).isEmpty()).forEach(l -> kept.put(l, label(pod, l)));
        return kept;
    }
}
