package dev.fedmoe.coordinator.drive;

import dev.fedmoe.coordinator.store.Commit;
import dev.fedmoe.core.model.PartId;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The commits that can be served: the newest two, and those an evaluator was told to score. Safe for several threads.
 */
final class Shelf {
    private final ConcurrentSkipListMap<Integer, Commit> commits = new ConcurrentSkipListMap<>();
    private final Set<Integer> pinned = ConcurrentHashMap.newKeySet();

    void put(Commit newest) {
        commits.put(newest.round(), newest);
        commits.headMap(newest.round() - 1).keySet().removeIf(round -> !pinned.contains(round));
    }

    void pin(int round) {
        pinned.add(round);
    }

    void unpin(int round) {
        pinned.remove(round);
    }

    Set<Integer> pinned() {
        return Set.copyOf(pinned);
    }

    Commit newest() {
        return commits.lastEntry().getValue();
    }

    /** A commit that holds the part at exactly this version. */
    Optional<Commit> find(PartId part, int version) {
        return commits.descendingMap().values().stream()
                .filter(commit ->
                        commit.find(part).filter(p -> p.version() == version).isPresent())
                .findFirst();
    }
}
