package dev.fedmoe.operator.pool.report;

import dev.fedmoe.crds.client.EdgeClientStatus;
import dev.fedmoe.operator.pool.observe.PoolSnapshot;
import dev.fedmoe.operator.pool.observe.PoolSnapshot.SeenJob;
import dev.fedmoe.operator.pool.placement.NodeCandidate;
import dev.fedmoe.operator.pool.placement.ProfileMeasurement;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * When a client's status is worth a write. What people wait for is written at once. Experts that change hands with every round are
 * not: one such write a committed round, or half minute, whichever comes first, and a client in turn.
 *
 * @param written when each client was written last
 * @param rounds each job's newest round
 * @param earned when writes were earned last
 * @param credit writes that have been earned and not used
 */
public record ClientStatusPacing(
        Map<String, Instant> written, Map<String, Integer> rounds, Instant earned, int credit) {
    /** Of a pool that has not been looked at yet. */
    public static final ClientStatusPacing FRESH = new ClientStatusPacing(Map.of(), Map.of(), Instant.EPOCH, 0);

    private static final Duration BREATH = Duration.ofSeconds(30);

    public ClientStatusPacing {
        written = Map.copyOf(written);
        rounds = Map.copyOf(rounds);
    }

    /**
     * What of {@code candidates} is written in this look.
     *
     * @param admitted in the order in which they are to be written
     * @param due when one that was not admitted may be; empty when none waits
     * @param next for the next look
     */
    public record Turn(List<NodeCandidate> admitted, Optional<Instant> due, ClientStatusPacing next) {}

    /** The turn of those whose status differs from what was observed. Those that are no candidates any more are forgotten. */
    public Turn turn(PoolSnapshot seen, List<NodeCandidate> candidates) {
        var begun = earn(seen);
        var stamps = new HashMap<>(written);
        stamps.keySet().retainAll(candidates.stream().map(NodeCandidate::name).collect(Collectors.toSet()));
        var admitted = new ArrayList<NodeCandidate>();
        Optional<Instant> due = Optional.empty();
        int left = begun.credit;
        for (var candidate : waitingLongestFirst(candidates)) {
            var wait = begun.wait(candidate, left, seen.now());
            if (wait.isPresent()) {
                due = due.filter(wait.get()::isAfter).or(() -> wait);
                continue;
            }
            admitted.add(candidate);
            if (isObserved(candidate)) {
                stamps.put(candidate.name(), seen.now());
                left -= isUrgent(candidate) ? 0 : 1;
            }
        }
        return new Turn(admitted, due, new ClientStatusPacing(stamps, begun.rounds, begun.earned, left));
    }

    /** Rounds committed since the last look have earned writes. */
    private ClientStatusPacing earn(PoolSnapshot seen) {
        var now = seen.jobs().stream().collect(Collectors.toMap(SeenJob::name, ClientStatusPacing::round));
        int committed = now.entrySet().stream()
                .mapToInt(e -> Math.max(0, e.getValue() - rounds.getOrDefault(e.getKey(), e.getValue())))
                .sum();
        boolean breath = !seen.now().isBefore(earned.plus(BREATH));
        int most = Math.max(1, seen.clients().size());
        // Where nothing trains, what changes is somebody's doing, and the last word must not come minutes later.
        boolean idle = seen.jobs().stream().noneMatch(SeenJob::isWanted);
        int more = idle ? most : Math.min(most, credit + Math.max(committed, breath ? 1 : 0));
        return new ClientStatusPacing(written, now, committed > 0 || breath ? seen.now() : earned, more);
    }

    private List<NodeCandidate> waitingLongestFirst(List<NodeCandidate> candidates) {
        return candidates.stream()
                .filter(ClientStatusPacing::differs)
                .sorted(Comparator.comparing(this::lastWritten))
                .toList();
    }

    /** Until when the candidate waits; empty when it is written now. */
    private Optional<Instant> wait(NodeCandidate candidate, int left, Instant now) {
        if (!isObserved(candidate) || isUrgent(candidate)) {
            return Optional.empty();
        }
        var rested = lastWritten(candidate).plus(BREATH);
        if (now.isBefore(rested)) {
            return Optional.of(rested);
        }
        return left < 1 ? Optional.of(earned.plus(BREATH)) : Optional.empty();
    }

    private Instant lastWritten(NodeCandidate candidate) {
        return written.getOrDefault(candidate.name(), Instant.EPOCH);
    }

    private static int round(SeenJob job) {
        return job.report().map(r -> r.progress().getRound()).orElse(0);
    }

    private static boolean isObserved(NodeCandidate candidate) {
        return candidate.observed() != null && candidate.observed().getStatus() != null;
    }

    private static boolean differs(NodeCandidate candidate) {
        return !isObserved(candidate)
                || !Serialization.asJson(candidate.client().getStatus())
                        .equals(Serialization.asJson(
                                Objects.requireNonNull(candidate.observed()).getStatus()));
    }

    private static boolean isUrgent(NodeCandidate candidate) {
        var desired = candidate.client().getStatus();
        var observed = Objects.requireNonNull(candidate.observed()).getStatus();
        return desired.state != observed.state
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
