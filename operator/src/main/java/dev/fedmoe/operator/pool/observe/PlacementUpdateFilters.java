package dev.fedmoe.operator.pool.observe;

import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.crds.pool.EdgeClientPool;
import dev.fedmoe.operator.naming.OwnedLabels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which updates can change a placement. Most cannot: heartbeats, statuses, pods that become ready. */
final class PlacementUpdateFilters {
    private PlacementUpdateFilters() {}

    static boolean ofSpec(EdgeClientPool now, EdgeClientPool before) {
        return differ(now, before, PlacementUpdateFilters::basics);
    }

    static boolean ofJob(FederatedMoEJob now, FederatedMoEJob before) {
        return differ(now, before, j -> {
            var seen = basics(j);
            seen.add(j.getStatus() == null ? null : j.getStatus().phase);
            return seen;
        });
    }

    static boolean ofClaim(PersistentVolumeClaim now, PersistentVolumeClaim before) {
        return differ(now, before, c -> {
            var seen = basics(c);
            seen.add(c.getSpec());
            seen.add(c.getStatus() == null ? null : c.getStatus().getPhase());
            return seen;
        });
    }

    static boolean ofVolume(PersistentVolume now, PersistentVolume before) {
        return differ(now, before, v -> {
            var seen = basics(v);
            seen.add(v.getSpec());
            return seen;
        });
    }

    static boolean ofNode(Node now, Node before) {
        return differ(now, before, n -> {
            var seen = basics(n);
            var status = n.getStatus();
            seen.add(n.getMetadata().getLabels());
            seen.add(n.getSpec());
            seen.add(status.getAllocatable());
            seen.add(status.getConditions().stream()
                    .filter(c -> c.getType().equals("Ready"))
                    .map(NodeCondition::getStatus)
                    .toList());
            return seen;
        });
    }

    static boolean ofPod(Pod now, Pod before) {
        return differ(now, before, p -> {
            var seen = new ArrayList<@Nullable Object>();
            seen.add(p.getMetadata().getUid());
            seen.add(PlacedPods.isTerminating(p));
            seen.add(PlacedPods.label(p, OwnedLabels.SLOTS));
            seen.add(PlacedPods.node(p));
            seen.add(PlacedPods.isEnded(p));
            seen.add(PodRequests.of(p));
            return seen;
        });
    }

    private static <T> boolean differ(T now, T before, Function<T, List<@Nullable Object>> seen) {
        return !Objects.equals(seen.apply(now), seen.apply(before));
    }

    private static List<@Nullable Object> basics(HasMetadata object) {
        var seen = new ArrayList<@Nullable Object>();
        seen.add(object.getMetadata().getUid());
        seen.add(object.getMetadata().getGeneration());
        seen.add(object.getMetadata().getDeletionTimestamp());
        return seen;
    }
}
