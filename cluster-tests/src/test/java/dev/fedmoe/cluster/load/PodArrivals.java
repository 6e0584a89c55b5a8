package dev.fedmoe.cluster.load;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When a job had so many worker pods, as a watch hears it: creation times of the API are whole seconds. */
final class PodArrivals implements Watcher<Pod> {
    private final int wanted;
    private final Map<String, Integer> counts = new HashMap<>();
    private final Map<String, Long> complete = new HashMap<>();
    private @Nullable String broken;

    PodArrivals(int wanted) {
        this.wanted = wanted;
    }

    AutoCloseable watch(KubernetesClient client, String namespace) {
        return client.pods()
                .inNamespace(namespace)
                .withLabel("app.kubernetes.io/component", "worker")
                .watch(this);
    }

    @Override
    public synchronized void eventReceived(Action action, Pod pod) {
        if (action != Action.ADDED) {
            return;
        }
        String job = pod.getMetadata().getLabels().getOrDefault("fedmoe.dev/job", "");
        if (counts.merge(job, 1, Integer::sum) == wanted) {
            complete.put(job, System.nanoTime());
        }
    }

    /** Nanoseconds of {@link System#nanoTime()} at which the last wanted pod of the job was heard of. */
    synchronized Optional<Long> complete(String job) {
        if (broken != null) {
            throw new AssertionError("the watch for pods broke: " + broken);
        }
        return Optional.ofNullable(complete.get(job));
    }

    synchronized int count(String job) {
        return counts.getOrDefault(job, 0);
    }

    @Override
    public synchronized void onClose(WatcherException cause) {
        broken = cause.getMessage();
    }
}
