package dev.fedmoe.operator.pool.observe;

import dev.fedmoe.controlplane.placement.ResourceQuantities;
import dev.fedmoe.core.capacity.NodeResources;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the scheduler counts for a pod: its containers together, or more when a step of its start needs more.
 * https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#resource-sharing-within-containers
 */
final class PodRequests {
    private PodRequests() {}

    static NodeResources of(Pod pod) {
        var spec = pod.getSpec();
        var sidecars = NodeResources.NONE;
        var start = NodeResources.NONE;
        for (Container init : list(spec.getInitContainers())) {
            if ("Always".equals(init.getRestartPolicy())) {
                sidecars = sidecars.plus(of(init));
                start = larger(start, sidecars);
            } else {
                start = larger(start, sidecars.plus(of(init)));
            }
        }
        var running = sidecars;
        for (Container container : list(spec.getContainers())) {
            running = running.plus(of(container));
        }
        var needed = larger(start, running);
        if (spec.getResources() != null) {
            needed = replaced(needed, spec.getResources().getRequests());
        }
        return needed.plus(of(spec.getOverhead()));
    }

    private static NodeResources of(Container container) {
        return container.getResources() == null
                ? NodeResources.NONE
                : of(container.getResources().getRequests());
    }

    private static NodeResources of(@Nullable Map<String, Quantity> amounts) {
        return amounts == null
                ? NodeResources.NONE
                : new NodeResources(
                        ResourceQuantities.cpuMillis(amounts.get("cpu")),
                        ResourceQuantities.bytes(amounts.get("memory")));
    }

    /** Requests of the pod as a whole stand in place of its containers', resource by resource. */
    private static NodeResources replaced(NodeResources sum, @Nullable Map<String, Quantity> whole) {
        if (whole == null) {
            return sum;
        }
        var stated = of(whole);
        return new NodeResources(
                whole.containsKey("cpu") ? stated.cpuMillis() : sum.cpuMillis(),
                whole.containsKey("memory") ? stated.memoryBytes() : sum.memoryBytes());
    }

    private static NodeResources larger(NodeResources a, NodeResources b) {
        return new NodeResources(Math.max(a.cpuMillis(), b.cpuMillis()), Math.max(a.memoryBytes(), b.memoryBytes()));
    }

    private static List<Container> list(@Nullable List<Container> containers) {
        return Objects.requireNonNullElse(containers, List.of());
    }
}
