package dev.fedmoe.operator.pool;

import dev.fedmoe.crds.client.EdgeClient;
import dev.fedmoe.crds.client.EdgeClientStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a client's status is worth a write. What people wait for is written at once. Experts that change hands with every round are
 * not: one such write a committed round, or half minute, whichever comes first, and a client in turn.
 */
final class ClientStatusPacing {
    private static final Duration BREATH = Duration.ofSeconds(30);

    private final Map<String, Instant> written = new HashMap<>();
    private final Map<String, Integer> rounds = new HashMap<>();
    private Instant earned = Instant.EPOCH;
    private int credit;
    private @Nullable Instant due;

    /** Begins a look at the pool; rounds committed since the last one have earned writes. */
    void begin(PoolSnapshot seen, Instant now) {
        due = null;
        int committed = 0;
        for (var job : seen.jobs()) {
            int round = job.report().map(r -> r.progress().getRound()).orElse(0);
            var before = rounds.put(job.name(), round);
            committed += before == null ? 0 : Math.max(0, round - before);
        }
        rounds.keySet()
                .retainAll(seen.jobs().stream().map(PoolSnapshot.SeenJob::name).toList());
        boolean breath = !now.isBefore(earned.plus(BREATH));
        if (committed > 0 || breath) {
            earned = now;
        }
        int most = Math.max(1, seen.clients().size());
        // Where nothing trains, what changes is somebody's doing, and the last word must not come minutes later.
        boolean idle = seen.jobs().stream().noneMatch(PoolSnapshot.SeenJob::isWanted);
        credit = idle ? most : Math.min(most, credit + Math.max(committed, breath ? 1 : 0));
    }

    /** Forgets all other clients. */
    void keep(Set<String> clients) {
        written.keySet().retainAll(clients);
    }

    /** Whether {@code desired} may be written over {@code observed} now; asked of those that differ only. */
    boolean admits(EdgeClient desired, EdgeClient observed, Instant now) {
        var name = desired.getMetadata().getName();
        if (isUrgent(desired.getStatus(), observed.getStatus())) {
            written.put(name, now);
            return true;
        }
        var last = written.getOrDefault(name, Instant.EPOCH);
        if (credit < 1 || now.isBefore(last.plus(BREATH))) {
            wait(now.isBefore(last.plus(BREATH)) ? last.plus(BREATH) : earned.plus(BREATH));
            return false;
        }
        credit--;
        written.put(name, now);
        return true;
    }

    /** When one that was not admitted in this look may be; empty when none waits. */
    Optional<Instant> due() {
        return Optional.ofNullable(due);
    }

    private void wait(Instant until) {
        due = due == null || until.isBefore(due) ? until : due;
    }

    /** The one that has waited longest comes first. */
    Instant lastWritten(NodeCandidate prospect) {
        return written.getOrDefault(prospect.name(), Instant.EPOCH);
    }

    private static boolean isUrgent(EdgeClientStatus desired, EdgeClientStatus observed) {
        return observed == null
                || desired.state != observed.state
                || !Objects.equals(desired.slots, observed.slots)
                || (desired.measured == null) != (observed.measured == null)
                || (ProfileMeasurement.link(desired.measured) == null)
                        != (ProfileMeasurement.link(observed.measured) == null)
                || !grants(desired).equals(grants(observed));
    }

    private static List<String> grants(EdgeClientStatus status) {
        return status.holdings.stream().map(h -> h.job + " " + h.slots).toList();
    }
}
