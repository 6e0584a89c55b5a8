package dev.fedmoe.operator.pool.report;

import dev.fedmoe.crds.client.EdgeClient;
import dev.fedmoe.crds.client.EdgeClientStatus.State;
import dev.fedmoe.operator.announce.EventRecorder.Announcement;
import dev.fedmoe.operator.pool.observe.PoolSnapshot;
import dev.fedmoe.operator.pool.placement.NodeCandidate;
import dev.fedmoe.operator.pool.placement.PoolPlacement;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What has changed in a pool, as one would tell it. Keys come from what was observed: a stale cache tells nothing twice. */
public final class PoolAnnouncements {
    /** Of one kind at one time; more become one sentence. */
    private static final int MOST = 10;

    private PoolAnnouncements() {}

    public static List<Announcement> of(PoolSnapshot seen, PoolPlacement plan) {
        var byReason = Stream.concat(
                        plan.candidates().stream().flatMap(p -> changed(p).stream()),
                        plan.leavers().stream().map(c -> left(seen, c)))
                .collect(Collectors.groupingBy(Announcement::reason, TreeMap::new, Collectors.toList()));
        return byReason.values().stream().flatMap(l -> bounded(l).stream()).toList();
    }

    private static List<Announcement> changed(NodeCandidate candidate) {
        var observed = candidate.observed();
        var now = candidate.client().getStatus().state;
        var node = candidate.node().getMetadata();
        if (observed == null) {
            var slots = candidate.client().getStatus().slots;
            var state = now == State.Ready ? "" : " (" + now + ")";
            return List.of(Announcement.normal(
                    PoolReasons.CLIENT_JOINED,
                    "node " + node.getName() + " is client " + candidate.name() + ", slots " + slots + state,
                    "joined " + candidate.name() + " " + node.getUid() + " " + node.getResourceVersion()));
        }
        var before = state(observed);
        if (before == null || now == null || before == now) {
            return List.of();
        }
        var key = now + " " + observed.getMetadata().getUid() + " "
                + observed.getMetadata().getResourceVersion();
        return List.of(changed(candidate, before, now, key));
    }

    private static Announcement changed(NodeCandidate candidate, State before, State now, String key) {
        if (now == State.Ready) {
            return Announcement.normal(
                    PoolReasons.CLIENT_BACK, candidate.name() + " can train again (was " + before + ")", key);
        }
        var why = candidate.client().getStatus().conditions.get(0).getMessage();
        return now == State.NoData
                ? Announcement.warning(PoolReasons.NO_DATA, candidate.name() + ": " + why, key)
                : Announcement.warning(
                        PoolReasons.CLIENT_NOT_READY,
                        candidate.name() + ": " + why + ". What it held goes to other clients",
                        key);
    }

    private static Announcement left(PoolSnapshot seen, EdgeClient client) {
        var node = client.getSpec().nodeName;
        boolean there = seen.cluster().nodes().stream()
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
