package dev.fedmoe.operator.pool;

import dev.fedmoe.crds.client.EdgeClient;
import dev.fedmoe.crds.client.EdgeClientStatus.State;
import dev.fedmoe.operator.announce.EventRecorder.Announcement;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What has changed in a pool, as one would tell it. Keys come from what was observed: a stale cache tells nothing twice. */
final class PoolEvents {
    /** Of one kind at one time; more become one sentence. */
    private static final int MOST = 10;

    private PoolEvents() {}

    static List<Announcement> of(PoolPlan plan) {
        var byReason = Stream.concat(
                        plan.prospects().stream().flatMap(p -> changed(p).stream()),
                        plan.leavers().stream().map(c -> left(plan, c)))
                .collect(Collectors.groupingBy(Announcement::reason, TreeMap::new, Collectors.toList()));
        return byReason.values().stream().flatMap(l -> bounded(l).stream()).toList();
    }

    private static List<Announcement> changed(NodeCandidate prospect) {
        var observed = prospect.observed();
        var now = prospect.client().getStatus().state;
        var node = prospect.node().getMetadata();
        if (observed == null) {
            var slots = prospect.client().getStatus().slots;
            var state = now == State.Ready ? "" : " (" + now + ")";
            return List.of(Announcement.normal(
                    PoolReasons.CLIENT_JOINED,
                    "node " + node.getName() + " is client " + prospect.name() + ", slots " + slots + state,
                    "joined " + prospect.name() + " " + node.getUid() + " " + node.getResourceVersion()));
        }
        var before = state(observed);
        if (before == null || now == null || before == now) {
            return List.of();
        }
        var key = now + " " + observed.getMetadata().getUid() + " "
                + observed.getMetadata().getResourceVersion();
        return List.of(changed(prospect, before, now, key));
    }

    private static Announcement changed(NodeCandidate prospect, State before, State now, String key) {
        if (now == State.Ready) {
            return Announcement.normal(
                    PoolReasons.CLIENT_BACK, prospect.name() + " can train again (was " + before + ")", key);
        }
        var why = prospect.client().getStatus().conditions.get(0).getMessage();
        return now == State.NoData
                ? Announcement.warning(PoolReasons.NO_DATA, prospect.name() + ": " + why, key)
                : Announcement.warning(
                        PoolReasons.CLIENT_NOT_READY,
                        prospect.name() + ": " + why + ". What it held goes to other clients",
                        key);
    }

    private static Announcement left(PoolPlan plan, EdgeClient client) {
        var node = client.getSpec().nodeName;
        boolean there = plan.seen().cluster().nodes().stream()
                .anyMatch(n -> n.getMetadata().getName().equals(node));
        return Announcement.normal(
                PoolReasons.CLIENT_LEFT,
                client.getMetadata().getName() + " has left: node " + node
                        + (there ? " is not this pool's any more" : " is gone"),
                "left " + client.getMetadata().getUid());
    }

    private static List<Announcement> bounded(List<Announcement> same) {
        if (same.size() <= MOST) {
            return same;
        }
        var first = same.get(0);
        return List.of(new Announcement(
                first.kind(),
                first.reason(),
                first.message() + " (and " + (same.size() - 1) + " more like this)",
                first.key()));
    }

    private static @Nullable State state(EdgeClient client) {
        return client.getStatus() == null ? null : client.getStatus().state;
    }
}
