package dev.fedmoe.operator.pool.placement;

import dev.fedmoe.operator.naming.OwnedLabels;
import dev.fedmoe.operator.pool.observe.PlacedPods;
import dev.fedmoe.operator.pool.observe.PoolSnapshot;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/** Worker pods as they run now. */
final class RunningWorkers {
    private RunningWorkers() {}

    /** Slots by client, by job. A pod that is going away holds none: what takes its place is decided already. */
    static Map<String, Map<String, Integer>> running(PoolSnapshot seen) {
        var namespace = seen.pool().getMetadata().getNamespace();
        var running = new HashMap<String, Map<String, Integer>>();
        for (Pod pod : seen.cluster().pods()) {
            boolean counts = PlacedPods.isWorker(pod)
                    && Objects.equals(namespace, pod.getMetadata().getNamespace())
                    && !PlacedPods.isTerminating(pod)
                    && !PlacedPods.isEnded(pod);
            if (counts) {
                slots(pod).ifPresent(n -> running.computeIfAbsent(
                                PlacedPods.label(pod, OwnedLabels.JOB), j -> new HashMap<>())
                        .put(PlacedPods.label(pod, OwnedLabels.CLIENT), n));
            }
        }
        return running;
    }

    /** Empty when someone has edited the label away. */
    private static OptionalInt slots(Pod pod) {
        var text = PlacedPods.label(pod, OwnedLabels.SLOTS);
        return text.matches("[1-9][0-9]{0,3}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }
}
