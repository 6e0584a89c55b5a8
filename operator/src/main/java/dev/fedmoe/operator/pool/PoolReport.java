package dev.fedmoe.operator.pool;

import static dev.fedmoe.operator.pool.PoolReasons.AS_WANTED;
import static dev.fedmoe.operator.pool.PoolReasons.DATA_FOUND;
import static dev.fedmoe.operator.pool.PoolReasons.NODES_EXCLUSIVE;
import static dev.fedmoe.operator.pool.PoolReasons.NODES_MATCHED;
import static dev.fedmoe.operator.pool.PoolReasons.NODES_READY;

import dev.fedmoe.controlplane.status.Conditions;
import dev.fedmoe.crds.client.EdgeClientStatus;
import dev.fedmoe.crds.client.EdgeClientStatus.State;
import dev.fedmoe.crds.pool.EdgeClientPoolStatus;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A pool's status. Its size does not grow with the pool: counts, and a few names. */
final class PoolReport {
    /** Names in one message; the rest is a number. */
    private static final int NAMED = 5;

    private static final List<String> CHECKS = List.of(NODES_MATCHED, NODES_EXCLUSIVE, NODES_READY, DATA_FOUND);

    private final Clock clock;

    PoolReport(Clock clock) {
        this.clock = clock;
    }

    EdgeClientPoolStatus of(PoolPlan plan) {
        var pool = plan.seen().pool();
        var prospects = plan.prospects();
        var ready = prospects.stream().filter(p -> is(p, State.Ready)).toList();
        long generation = Objects.requireNonNullElse(pool.getMetadata().getGeneration(), 1L);
        var status = new EdgeClientPoolStatus();
        status.observedGeneration = generation;
        status.clients = prospects.size();
        status.readyClients = ready.size();
        status.ready = ready.size() + "/" + prospects.size();
        status.profiledClients = count(prospects, p -> status(p).measured != null);
        status.slotsUsed = ready.stream().mapToInt(p -> slots(p, 0)).sum();
        status.slotsTotal = ready.stream().mapToInt(p -> slots(p, 1)).sum();
        status.slots = status.slotsUsed + "/" + status.slotsTotal;
        status.jobs = (int) plan.placements().values().stream()
                .filter(p -> !p.grants().isEmpty())
                .count();
        List<Condition> before = pool.getStatus() == null ? List.of() : pool.getStatus().conditions;
        status.conditions =
                conditions(plan, Conditions.of(before, clock, generation)).list();
        return status;
    }

    private static Conditions conditions(PoolPlan plan, Conditions before) {
        return data(plan, nodes(plan, exclusive(plan, matched(plan, before)))).readyWhen(CHECKS);
    }

    private static Conditions matched(PoolPlan plan, Conditions so) {
        return plan.prospects().isEmpty()
                ? so.isFalse(
                        NODES_MATCHED,
                        PoolReasons.NO_NODES,
                        "spec.nodeSelector matches none of "
                                + plan.seen().cluster().nodes().size()
                                + " nodes" + others(plan) + ". Maybe label some: kubectl label node NAME KEY=VALUE")
                : so.isTrue(NODES_MATCHED, AS_WANTED, "");
    }

    private static String others(PoolPlan plan) {
        return plan.nodes().lost().isEmpty() ? "" : " that are not another pool's";
    }

    private static Conditions exclusive(PoolPlan plan, Conditions so) {
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

    private static Conditions nodes(PoolPlan plan, Conditions so) {
        var away = plan.prospects().stream()
                .filter(p -> !is(p, State.Ready) && !is(p, State.NoData))
                .map(p -> p.node().getMetadata().getName() + " (" + status(p).state + ")")
                .toList();
        return away.isEmpty()
                ? so.isTrue(NODES_READY, AS_WANTED, "")
                : so.isFalse(
                        NODES_READY,
                        PoolReasons.CLIENTS_NOT_READY,
                        some(away) + ": " + away.size() + " of "
                                + plan.prospects().size()
                                + " clients cannot train now. They are used again by themselves");
    }

    private static Conditions data(PoolPlan plan, Conditions so) {
        var without = plan.prospects().stream()
                .filter(p -> p.trouble().isPresent())
                .map(p -> p.trouble().orElse(""))
                .toList();
        if (without.isEmpty()) {
            return so.isTrue(DATA_FOUND, AS_WANTED, "");
        }
        int all = plan.prospects().size();
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

    private static boolean is(NodeCandidate prospect, State state) {
        return status(prospect).state == state;
    }

    private static EdgeClientStatus status(NodeCandidate prospect) {
        return prospect.client().getStatus();
    }

    private static int slots(NodeCandidate prospect, int part) {
        return Integer.parseInt(Objects.requireNonNull(status(prospect).slots).split("/", -1)[part]);
    }

    private static int count(List<NodeCandidate> prospects, Predicate<NodeCandidate> which) {
        return (int) prospects.stream().filter(which).count();
    }
}
