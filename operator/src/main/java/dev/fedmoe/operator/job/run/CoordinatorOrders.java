package dev.fedmoe.operator.job.run;

import dev.fedmoe.controlplane.job.JobTranslation.Translated;
import dev.fedmoe.core.job.state.Roster;
import dev.fedmoe.core.job.state.RosterEntry;
import dev.fedmoe.operator.job.observe.JobPods;
import dev.fedmoe.operator.job.observe.JobSnapshot;
import dev.fedmoe.operator.job.owned.pod.WorkerPod;
import dev.fedmoe.operator.link.CoordinatorOrder;
import dev.fedmoe.operator.naming.OwnedLabels;
import dev.fedmoe.operator.naming.OwnedLabels.Component;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the coordinator is told. */
public final class CoordinatorOrders {
    private CoordinatorOrders() {}

    /** Empty while too little is known: a coordinator goes on with what it was told last. */
    public static Optional<CoordinatorOrder> of(JobSnapshot seen, DesiredRunState desired) {
        boolean suspend = seen.job().getSpec().suspend;
        if (desired.replicas() == 0
                || seen.ended()
                || (!suspend && seen.told().placed().isEmpty())) {
            return Optional.empty();
        }
        var roster = suspend ? rosterOfPods(seen) : rosterOfGrants(seen);
        var training = ((Translated) seen.translation()).spec().training();
        var all = Stream.concat(roster, evaluator(seen).stream()).toList();
        // Only whether there is one counts. The exact number would be a new order each round.
        int committed = Integer.highestOneBit(seen.checkpoint().round);
        return Optional.of(new CoordinatorOrder(Roster.of(all), suspend, training, committed));
    }

    private static Stream<RosterEntry> rosterOfGrants(JobSnapshot seen) {
        var placed = seen.told().placed().orElseThrow();
        var pods = podsByClient(seen);
        var nodes = placed.clients().stream()
                .collect(Collectors.toMap(c -> c.getMetadata().getName(), c -> c.getSpec().nodeName, (a, b) -> a));
        return placed.placement().grants().stream()
                .filter(g -> nodes.containsKey(g.client()))
                .map(g -> RosterEntry.trainer(g.client(), g.slots())
                        .on(Objects.requireNonNull(nodes.get(g.client())))
                        .in(uid(pods.get(g.client()))));
    }

    /** A job that pauses has no grants any more, but a round to finish. */
    private static Stream<RosterEntry> rosterOfPods(JobSnapshot seen) {
        return podsByClient(seen).entrySet().stream().map(e -> RosterEntry.trainer(
                        e.getKey(),
                        Integer.parseInt(e.getValue().getMetadata().getLabels().getOrDefault(OwnedLabels.SLOTS, "1")))
                .on(JobPods.annotation(e.getValue(), OwnedLabels.NODE_NAME))
                .in(uid(e.getValue())));
    }

    private static Optional<RosterEntry> evaluator(JobSnapshot seen) {
        var evaluation = seen.job().getSpec().evaluation;
        if (evaluation == null) {
            return Optional.empty();
        }
        var pod = going(seen.observed().pods(seen.job(), Component.evaluator)).findFirst();
        var node = Optional.ofNullable(evaluation.node)
                .or(() -> pod.map(p -> p.getSpec().getNodeName()))
                .orElse("");
        return Optional.of(RosterEntry.evaluator(WorkerPod.EVALUATOR).on(node).in(uid(pod.orElse(null))));
    }

    private static Map<String, Pod> podsByClient(JobSnapshot seen) {
        return going(seen.observed().pods(seen.job(), Component.worker))
                .collect(Collectors.toMap(JobPods::client, Function.identity(), (a, b) -> a));
    }

    private static Stream<Pod> going(List<Pod> pods) {
        return pods.stream().filter(p -> p.getMetadata().getDeletionTimestamp() == null);
    }

    private static String uid(@Nullable Pod pod) {
        return pod == null ? "" : pod.getMetadata().getUid();
    }
}
