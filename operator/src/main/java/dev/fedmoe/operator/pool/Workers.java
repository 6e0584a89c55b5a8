package dev.fedmoe.operator.pool;

import dev.fedmoe.operator.naming.Labels;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/** Worker pods as they run now. */
final class Workers {
    private Workers() {}

    /** Slots by client, by job. A pod that is going away holds none: what takes its place is decided already. */
    static Map<String, Map<String, Integer>> running(PoolSnapshot seen) {
        var namespace = seen.pool().getMetadata().getNamespace();
        var running = new HashMap<String, Map<String, Integer>>();
        for (Pod pod : seen.cluster().pods()) {
            boolean counts = Pods.isWorker(pod)
                    && Objects.equals(namespace, pod.getMetadata().getNamespace())
                    && !Pods.isTerminating(pod)
                    && !Pods.isEnded(pod);
            if (counts) {
                slots(pod).ifPresent(n -> running.computeIfAbsent(Pods.label(pod, Labels.JOB), j -> new HashMap<>())
                        .put(Pods.label(pod, Labels.CLIENT), n));
            }
        }
        return running;
    }

    /** Empty when someone has edited the label away. */
    private static OptionalInt slots(Pod pod) {
        var text = Pods.label(pod, Labels.SLOTS);
        return text.matches("[1-9][0-9]{0,3}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }
}
