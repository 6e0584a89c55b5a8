package dev.fedmoe.coordinator.aggregation;

import dev.fedmoe.coordinator.commit.Commit;
import dev.fedmoe.core.model.PartId;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The commits that can be served: the newest two, and those an evaluator was told to score. Safe for several threads.
 */
public final class CommitCache {
    private final ConcurrentSkipListMap<Integer, Commit> commits = new ConcurrentSkipListMap<>();

    public CommitCache(Commit newest) {
        commits.put(newest.round(), newest);
    }

    /** {@code scored} are the rounds an evaluator is scoring. */
    public void put(Commit newest, Collection<Integer> scored) {
        commits.put(newest.round(), newest);
        commits.headMap(newest.round() - 1).keySet().removeIf(round -> !scored.contains(round));
    }

    public Commit newest() {
        return commits.lastEntry().getValue();
    }

    /** A commit that holds the part at exactly this version. */
    public Optional<Commit> find(PartId part, int version) {
        return commits.descendingMap().values().stream()
                .filter(commit ->
                        commit.find(part).filter(p -> p.version() == version).isPresent())
                .findFirst();
    }
}
