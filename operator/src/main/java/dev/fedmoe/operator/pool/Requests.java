package dev.fedmoe.operator.pool;

import dev.fedmoe.bridge.place.Quantities;
import dev.fedmoe.core.capacity.Resources;
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
final class Requests {
    private Requests() {}

    static Resources of(Pod pod) {
        var spec = pod.getSpec();
        var sidecars = Resources.NONE;
        var start = Resources.NONE;
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

    private static Resources of(Container container) {
        return container.getResources() == null
                ? Resources.NONE
                : of(container.getResources().getRequests());
    }

    private static Resources of(@Nullable Map<String, Quantity> amounts) {
        return amounts == null
                ? Resources.NONE
                : new Resources(Quantities.cpuMillis(amounts.get("cpu")), Quantities.bytes(amounts.get("memory")));
    }

    /** Requests of the pod as a whole stand in place of its containers', resource by resource. */
    private static Resources replaced(Resources sum, @Nullable Map<String, Quantity> whole) {
        if (whole == null) {
            return sum;
        }
        var stated = of(whole);
        return new Resources(
                whole.containsKey("cpu") ? stated.cpuMillis() : sum.cpuMillis(),
                whole.containsKey("memory") ? stated.memoryBytes() : sum.memoryBytes());
    }

    private static Resources larger(Resources a, Resources b) {
        return new Resources(Math.max(a.cpuMillis(), b.cpuMillis()), Math.max(a.memoryBytes(), b.memoryBytes()));
    }

    private static List<Container> list(@Nullable List<Container> containers) {
        return Objects.requireNonNullElse(containers, List.of());
    }
}
