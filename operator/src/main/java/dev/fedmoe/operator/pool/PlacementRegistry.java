package dev.fedmoe.operator.pool;

import dev.fedmoe.core.placement.PlacementPlan.JobPlacement;
import dev.fedmoe.crds.client.EdgeClient;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Placements in memory: nothing here outlives the process, everything can be decided anew. */
@Singleton
class PlacementRegistry implements PlacementSource {
    private final Map<ResourceID, Posted> posted = new ConcurrentHashMap<>();
    private final List<Consumer<ResourceID>> listeners = new CopyOnWriteArrayList<>();

    /** {@code states}: what a job acts on of the clients; figures that only people read wake nobody. */
    private record Posted(ResourceID pool, Placed placed, List<String> states) {
        boolean saysAs(Posted other) {
            return placed.placement().equals(other.placed.placement()) && states.equals(other.states);
        }
    }

    @Override
    public Optional<Placed> of(ResourceID job) {
        return Optional.ofNullable(posted.get(job)).map(Posted::placed);
    }

    @Override
    public void listen(Consumer<ResourceID> listener) {
        listeners.add(listener);
    }

    /** Replaces all of the pool's placements. */
    void post(ResourceID pool, List<EdgeClient> clients, Map<ResourceID, JobPlacement> placements) {
        replace(pool, clients, placements).forEach(job -> listeners.forEach(l -> l.accept(job)));
    }

    /** All of it, when another replica leads: by the next time it will be old. */
    synchronized void clear() {
        posted.clear();
    }

    private synchronized Set<ResourceID> replace(
            ResourceID pool, List<EdgeClient> clients, Map<ResourceID, JobPlacement> placements) {
        var states = clients.stream().map(PlacementRegistry::state).toList();
        var changed = jobsOf(pool);
        changed.removeAll(placements.keySet());
        changed.forEach(posted::remove);
        placements.forEach((job, placement) -> {
            var now = new Posted(pool, new Placed(placement, clients), states);
            var before = posted.put(job, now);
            if (before == null || !before.saysAs(now)) {
                changed.add(job);
            }
        });
        return changed;
    }

    private Set<ResourceID> jobsOf(ResourceID pool) {
        return posted.entrySet().stream()
                .filter(e -> e.getValue().pool.equals(pool))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static String state(EdgeClient client) {
        return client.getMetadata().getName() + " " + client.getSpec().nodeName + " " + client.getStatus().state;
    }
}
