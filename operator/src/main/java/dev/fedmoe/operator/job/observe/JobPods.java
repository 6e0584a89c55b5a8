package dev.fedmoe.operator.job.observe;

import dev.fedmoe.operator.cache.ReducingStore;
import dev.fedmoe.operator.naming.OwnedLabels;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Pods of jobs as their reconciler sees them. The API server lets nobody change a pod but for its labels, annotations, image and
 * a few more, so what else is in its spec is known by the annotation with its digest and not kept.
 */
public final class JobPods {
    private static final Set<String> CONDITIONS = Set.of("PodScheduled", "Ready");

    private JobPods() {}

    static ItemStore<Pod> store() {
        return new ReducingStore<>(JobPods::reduced);
    }

    /** Whether a change is one that a job could care about. */
    public static boolean differ(Pod now, Pod before) {
        return !withoutVersion(now).equals(withoutVersion(before));
    }

    /** Whether {@code observed} is what {@code wanted} would make of it. */
    public static boolean same(Pod wanted, Pod observed) {
        var meta = wanted.getMetadata();
        return contains(observed.getMetadata().getLabels(), meta.getLabels())
                && contains(observed.getMetadata().getAnnotations(), meta.getAnnotations())
                && observed.getMetadata().getOwnerReferences().containsAll(meta.getOwnerReferences())
                && image(wanted).equals(image(observed));
    }

    public static Pod reduced(Pod pod) {
        var meta = pod.getMetadata();
        return new PodBuilder()
                .withMetadata(new ObjectMetaBuilder(meta).withManagedFields().build())
                .withNewSpec()
                .withNodeName(pod.getSpec().getNodeName())
                .withContainers(pod.getSpec().getContainers().stream()
                        .map(JobPods::reduced)
                        .toList())
                .endSpec()
                .withStatus(pod.getStatus() == null ? null : reduced(pod.getStatus()))
                .build();
    }

    private static Container reduced(Container container) {
        return new ContainerBuilder()
                .withName(container.getName())
                .withImage(container.getImage())
                .withResources(container.getResources())
                .build();
    }

    private static PodStatus reduced(PodStatus status) {
        return new PodStatusBuilder()
                .withPhase(status.getPhase())
                .withConditions(status.getConditions().stream()
                        .filter(c -> CONDITIONS.contains(c.getType()))
                        .map(JobPods::reduced)
                        .toList())
                .withContainerStatuses(status.getContainerStatuses().stream()
                        .map(JobPods::reduced)
                        .toList())
                .build();
    }

    private static PodCondition reduced(PodCondition condition) {
        return new PodConditionBuilder()
                .withType(condition.getType())
                .withStatus(condition.getStatus())
                .withReason(condition.getReason())
                .withMessage(condition.getMessage())
                .build();
    }

    private static ContainerStatus reduced(ContainerStatus status) {
        return new ContainerStatusBuilder()
                .withName(status.getName())
                .withReady(status.getReady())
                .withRestartCount(status.getRestartCount())
                .withState(status.getState())
                .withLastState(status.getLastState())
                .build();
    }

    private static Pod withoutVersion(Pod pod) {
        return new PodBuilder(reduced(pod))
                .editMetadata()
                .withResourceVersion(null)
                .endMetadata()
                .build();
    }

    /** Name of the client that a worker's pod trains for; empty when someone has edited it away. */
    public static String client(Pod pod) {
        return annotation(pod, OwnedLabels.CLIENT_NAME);
    }

    /** Empty when the pod has none of this name. */
    public static String annotation(Pod pod, String key) {
        Map<String, String> annotations = pod.getMetadata().getAnnotations();
        return annotations == null ? "" : Objects.requireNonNullElse(annotations.get(key), "");
    }

    private static boolean contains(@Nullable Map<String, String> all, Map<String, String> some) {
        return all != null && all.entrySet().containsAll(some.entrySet());
    }

    private static List<String> image(Pod pod) {
        return pod.getSpec().getContainers().stream().map(Container::getImage).toList();
    }
}
