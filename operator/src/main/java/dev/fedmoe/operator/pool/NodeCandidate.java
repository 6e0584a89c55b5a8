package dev.fedmoe.operator.pool;

import dev.fedmoe.controlplane.placement.BoundedName;
import dev.fedmoe.controlplane.placement.PlacementGatherer;
import dev.fedmoe.core.capacity.NodeResources;
import dev.fedmoe.crds.client.EdgeClient;
import dev.fedmoe.crds.pool.EdgeClientPool;
import dev.fedmoe.operator.naming.OwnedLabels;
import dev.fedmoe.operator.naming.OwnerReferences;
import dev.fedmoe.operator.pool.PoolSnapshot.SeenJob;
import dev.fedmoe.protocol.v1alpha1.ClientProgress;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A node of the pool as the client it makes.
 *
 * @param client as it should be; of its status what placement reads
 * @param observed null for a newcomer
 * @param trouble why its data cannot be mounted; empty when it can
 */
record NodeCandidate(Node node, EdgeClient client, @Nullable EdgeClient observed, Optional<String> trouble) {
    String name() {
        return client.getMetadata().getName();
    }

    /** All of the pool's, by name. */
    static List<NodeCandidate> of(PoolSnapshot seen, List<Node> own, Instant now) {
        var taken = PlacedPods.taken(seen.cluster().pods());
        var reports = reports(seen.jobs());
        var measuring = new ProfileMeasurement(seen.pool().getSpec().profiling, now);
        return own.stream()
                .map(node -> {
                    var others = taken.getOrDefault(node.getMetadata().getName(), NodeResources.NONE);
                    var prospect = of(seen, node, others);
                    var before = prospect.observed == null || prospect.observed.getStatus() == null
                            ? null
                            : prospect.observed.getStatus().measured;
                    prospect.client.getStatus().measured =
                            measuring.next(before, reports.getOrDefault(prospect.name(), List.of()));
                    return prospect;
                })
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .toList();
    }

    private static NodeCandidate of(PoolSnapshot seen, Node node, NodeResources others) {
        var pool = seen.pool();
        var sound = PlacementGatherer.client(pool, node, others, true);
        var claim = seen.cluster().claims().get(DataClaims.name(pool, sound));
        var volume = DataClaims.volume(pool, node.getMetadata().getName())
                .map(seen.cluster().volumes()::get)
                .orElse(null);
        var trouble = DataClaims.trouble(pool, sound, claim, volume);
        var client = PlacementGatherer.client(pool, node, others, trouble.isEmpty());
        var observed = seen.clients().get(client.getMetadata().getName());
        client.setMetadata(metadata(pool, client.getMetadata().getName()));
        return new NodeCandidate(node, client, observed, trouble);
    }

    private static ObjectMeta metadata(EdgeClientPool pool, String name) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(pool.getMetadata().getNamespace())
                .withLabels(Map.of(
                        OwnedLabels.POOL,
                        BoundedName.of(pool.getMetadata().getName(), BoundedName.LABEL),
                        OwnedLabels.MANAGED_BY,
                        OwnedLabels.OPERATOR))
                .withOwnerReferences(OwnerReferences.controlling(pool))
                .build();
    }

    private static Map<String, List<ClientProgress>> reports(List<SeenJob> jobs) {
        var reports = new HashMap<String, List<ClientProgress>>();
        jobs.stream().flatMap(SeenJob::live).forEach(c -> reports.computeIfAbsent(c.getClient(), k -> new ArrayList<>())
                .add(c));
        return reports;
    }
}
