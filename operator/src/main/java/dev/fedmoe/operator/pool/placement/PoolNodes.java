package dev.fedmoe.operator.pool.placement;

import dev.fedmoe.controlplane.placement.PlacementGatherer;
import dev.fedmoe.crds.pool.EdgeClientPool;
import io.fabric8.kubernetes.api.model.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which nodes are a pool's. A node that several pools match is the oldest one's: its slots exist once.
 *
 * @param lost names of nodes that match but are another's, by that pool
 */
public record PoolNodes(List<Node> own, Map<String, List<String>> lost) {
    private static final Comparator<EdgeClientPool> OLDEST = Comparator.comparing(
                    (EdgeClientPool p) -> text(p.getMetadata().getCreationTimestamp()))
            .thenComparing(p -> text(p.getMetadata().getNamespace()))
            .thenComparing(p -> p.getMetadata().getName());

    static PoolNodes of(EdgeClientPool pool, List<EdgeClientPool> pools, List<Node> nodes) {
        var older = pools.stream()
                .filter(p -> p.getMetadata().getDeletionTimestamp() == null && OLDEST.compare(p, pool) < 0)
                .sorted(OLDEST)
                .toList();
        var own = new ArrayList<Node>();
        var lost = new TreeMap<String, List<String>>();
        for (Node node : nodes) {
            if (PlacementGatherer.matches(pool, node)) {
                var owner = older.stream()
                        .filter(p -> PlacementGatherer.matches(p, node))
                        .findFirst();
                owner.ifPresentOrElse(
                        p -> lost.computeIfAbsent(name(p), n -> new ArrayList<>())
                                .add(node.getMetadata().getName()),
                        () -> own.add(node));
            }
        }
        own.sort(Comparator.comparing(n -> n.getMetadata().getName()));
        return new PoolNodes(List.copyOf(own), lost);
    }

    private static String name(EdgeClientPool pool) {
        return text(pool.getMetadata().getNamespace()) + "/"
                + pool.getMetadata().getName();
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
