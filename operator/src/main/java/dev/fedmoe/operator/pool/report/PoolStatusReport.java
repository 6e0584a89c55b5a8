package dev.fedmoe.operator.pool.report;

import static dev.fedmoe.operator.pool.report.PoolReasons.AS_WANTED;
import static dev.fedmoe.operator.pool.report.PoolReasons.DATA_FOUND;
import static dev.fedmoe.operator.pool.report.PoolReasons.NODES_EXCLUSIVE;
import static dev.fedmoe.operator.pool.report.PoolReasons.NODES_MATCHED;
import static dev.fedmoe.operator.pool.report.PoolReasons.NODES_READY;

import dev.fedmoe.controlplane.status.Conditions;
import dev.fedmoe.crds.client.EdgeClientStatus;
import dev.fedmoe.crds.client.EdgeClientStatus.State;
import dev.fedmoe.crds.pool.EdgeClientPoolStatus;
import dev.fedmoe.operator.cycle.ReconciledCondition;
import dev.fedmoe.operator.pool.observe.PoolSnapshot;
import dev.fedmoe.operator.pool.placement.NodeCandidate;
import dev.fedmoe.operator.pool.placement.PoolPlacement;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A pool's status. Its size does not grow with the pool: counts, and a few names. */
public final class PoolStatusReport {
    /** Names in one message; the rest is a number. */
    private static final int NAMED = 5;

    private static final List<String> CHECKS = List.of(NODES_MATCHED, NODES_EXCLUSIVE, NODES_READY, DATA_FOUND);

    private final PoolSnapshot seen;
    private final PoolPlacement plan;

    private PoolStatusReport(PoolSnapshot seen, PoolPlacement plan) {
        this.seen = seen;
        this.plan = plan;
    }

    /** The pool's status after a look; of the one before only the conditions' times are kept. */
    public static EdgeClientPoolStatus of(PoolSnapshot seen, PoolPlacement plan) {
        return new PoolStatusReport(seen, plan).status();
    }

    private EdgeClientPoolStatus status() {
        var pool = seen.pool();
        var candidates = plan.candidates();
        var ready = candidates.stream().filter(p -> is(p, State.Ready)).toList();
        long generation = Objects.requireNonNullElse(pool.getMetadata().getGeneration(), 1L);
        var status = new EdgeClientPoolStatus();
        status.observedGeneration = generation;
        status.clients = candidates.size();
        status.readyClients = ready.size();
        status.ready = ready.size() + "/" + candidates.size();
        status.profiledClients = count(candidates, p -> status(p).measured != null);
        status.slotsUsed = ready.stream().mapToInt(p -> slots(p, 0)).sum();
        status.slotsTotal = ready.stream().mapToInt(p -> slots(p, 1)).sum();
        status.slots = status.slotsUsed + "/" + status.slotsTotal;
        status.jobs = (int) plan.placements().values().stream()
                .filter(p -> !p.grants().isEmpty())
                .count();
        List<Condition> before = pool.getStatus() == null ? List.of() : pool.getStatus().conditions;
        var clock = Clock.fixed(seen.now(), ZoneOffset.UTC);
        status.conditions = conditions(Conditions.of(ReconciledCondition.cleared(before), clock, generation))
                .list();
        return status;
    }

    private Conditions conditions(Conditions before) {
        return data(nodes(exclusive(matched(before)))).readyWhen(CHECKS);
    }

    private Conditions matched(Conditions so) {
        return plan.candidates().isEmpty()
                ? so.isFalse(
                        NODES_MATCHED,
                        PoolReasons.NO_NODES,
                        "spec.nodeSelector matches none of "
                                + seen.cluster().nodes().size()
                                + " nodes" + others() + ". Maybe label some: kubectl label node NAME KEY=VALUE")
                : so.isTrue(NODES_MATCHED, AS_WANTED, "");
    }

    private String others() {
        return plan.nodes().lost().isEmpty() ? "" : " that are not another pool's";
    }

    private Conditions exclusive(Conditions so) {
        var lost = plan.nodes().lost();
        if (lost.isEmpty()) {
            return so.isTrue(NODES_EXCLUSIVE, AS_WANTED, "");
        }
        var message = lost.entrySet().stream()
                .map(e -> "pool " + e.getKey() + ", which is older, has " + some(e.getValue()))
                .collect(Collectors.joining("; "));
        return so.isFalse(
                NODES_EXCLUSIVE,
                PoolReasons.NODES_SHARED,
                message + ". Maybe narrow one spec.nodeSelector, so that each node matches one pool");
    }

    private Conditions nodes(Conditions so) {
        var away = plan.candidates().stream()
                .filter(p -> !is(p, State.Ready) && !is(p, State.NoData))
                .map(p -> p.node().getMetadata().getName() + " (" + status(p).state + ")")
                .toList();
        return away.isEmpty()
                ? so.isTrue(NODES_READY, AS_WANTED, "")
                : so.isFalse(
                        NODES_READY,
                        PoolReasons.CLIENTS_NOT_READY,
                        some(away) + ": " + away.size() + " of "
                                + plan.candidates().size()
                                + " clients cannot train now. They are used again by themselves");
    }

    private Conditions data(Conditions so) {
        var without = plan.candidates().stream()
                .filter(p -> p.trouble().isPresent())
                .map(p -> p.trouble().orElse(""))
                .toList();
        if (without.isEmpty()) {
            return so.isTrue(DATA_FOUND, AS_WANTED, "");
        }
        int all = plan.candidates().size();
        var rest = all == without.size() ? "" : ". The other " + (all - without.size()) + " train without it";
        return so.isFalse(
                DATA_FOUND,
                PoolReasons.DATA_MISSING,
                some(without) + " (" + without.size() + " of " + all + " clients)" + rest);
    }

    /** The first few, and how many more. */
    static String some(List<String> names) {
        var few = names.stream().limit(NAMED).collect(Collectors.joining(", "));
        return names.size() > NAMED ? few + " and " + (names.size() - NAMED) + " more" : few;
    }

    private static boolean is(NodeCandidate candidate, State state) {
        return status(candidate).state == state;
    }

    private static EdgeClientStatus status(NodeCandidate candidate) {
        return candidate.client().getStatus();
    }

    private static int slots(NodeCandidate candidate, int part) {
        return Integer.parseInt(Objects.requireNonNull(status(candidate).slots).split("/", -1)[part]);
    }

    private static int count(List<NodeCandidate> candidates, Predicate<NodeCandidate> which) {
        return (int) candidates.stream().filter(which).count();
    }
}
