package dev.fedmoe.operator.pool.placement;

import dev.fedmoe.operator.pool.observe.PoolSnapshot.SeenJob;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Jobs this operator has found running and whose coordinator it has not heard yet. It knows too little to place them: their
 * workers stay as they are until it has, or for a while.
 *
 * @param since jobs that are held, and from when on
 * @param released jobs that were looked at and are not held any more
 */
public record PlacementFreeze(Map<String, Instant> since, Set<String> released) {
    /** How long a job is held at most. */
    public static final Duration LONGEST = Duration.ofSeconds(30);

    /** Of a pool that has not been looked at yet. */
    public static final PlacementFreeze NONE = new PlacementFreeze(Map.of(), Set.of());

    public PlacementFreeze {
        since = Map.copyOf(since);
        released = Set.copyOf(released);
    }

    /** After a look at {@code wanted}; all other jobs are forgotten. */
    PlacementFreeze next(List<SeenJob> wanted, Set<String> running, Instant now) {
        var held = new HashMap<String, Instant>();
        var free = new HashSet<String>();
        for (SeenJob job : wanted) {
            var begin = since.getOrDefault(job.name(), now);
            boolean unheard = running.contains(job.name()) && job.report().isEmpty();
            if (!released.contains(job.name()) && unheard && now.isBefore(begin.plus(LONGEST))) {
                held.put(job.name(), begin);
            } else {
                free.add(job.name());
            }
        }
        return new PlacementFreeze(held, free);
    }

    Set<String> held() {
        return since.keySet();
    }
}
