package dev.fedmoe.operator.pool;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Jobs this operator has found running and whose coordinator it has not heard yet. It knows too little to place them: their
 * workers stay as they are until it has, or for a while.
 */
final class PlacementFreeze {
    static final Duration LONGEST = Duration.ofSeconds(30);

    private final Map<String, Instant> since = new HashMap<>();
    private final Set<String> settled = new HashSet<>();

    /** Forgets all other jobs. */
    void keep(Set<String> jobs) {
        since.keySet().retainAll(jobs);
        settled.retainAll(jobs);
    }

    boolean holds(String job, boolean runs, boolean heard, Instant now) {
        if (settled.contains(job)) {
            return false;
        }
        var begin = since.computeIfAbsent(job, j -> now);
        if (runs && !heard && now.isBefore(begin.plus(LONGEST))) {
            return true;
        }
        since.remove(job);
        settled.add(job);
        return false;
    }
}
