package dev.fedmoe.operator.pool.placement;

import dev.fedmoe.controlplane.placement.BoundedName;
import dev.fedmoe.controlplane.placement.PlacementGatherer;
import dev.fedmoe.core.capacity.NodeResources;
import dev.fedmoe.crds.client.ClientCapacity;
import dev.fedmoe.crds.client.EdgeClient;
import dev.fedmoe.crds.client.EdgeClientStatus;
import dev.fedmoe.crds.client.MeasuredProfile;
import dev.fedmoe.crds.pool.EdgeClientPool;
import dev.fedmoe.operator.naming.OwnedLabels;
import dev.fedmoe.operator.naming.OwnerReferences;
import dev.fedmoe.operator.pool.observe.PlacedPods;
import dev.fedmoe.operator.pool.observe.PoolSnapshot;
import dev.fedmoe.operator.pool.observe.PoolSnapshot.SeenJob;
import dev.fedmoe.protocol.v1alpha1.ClientProgress;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A node of the pool as the client it makes.
 *
 * @param client as it should be; of its status what placement reads
 * @param observed null for a newcomer
 * @param trouble why its data cannot be mounted; empty when it can
 */
public record NodeCandidate(Node node, EdgeClient client, @Nullable EdgeClient observed, Optional<String> trouble) {
    public String name() {
        return client.getMetadata().getName();
    }

    /** The same with a status that {@code fill} has completed; of {@code fill} alone, nothing that is there is changed. */
    public NodeCandidate with(Consumer<EdgeClientStatus> fill) {
        var status = copy(client.getStatus());
        fill.accept(status);
        var next = new EdgeClient();
        next.setMetadata(client.getMetadata());
        next.setSpec(client.getSpec());
        next.setStatus(status);
        return new NodeCandidate(node, next, observed, trouble);
    }

    /** All of the pool's, by name. */
    static List<NodeCandidate> of(PoolSnapshot seen, List<Node> own) {
        var taken = PlacedPods.taken(seen.cluster().pods());
        var reports = reports(seen.jobs());
        var measuring = new ProfileMeasurement(seen.pool().getSpec().profiling, seen.now());
        return own.stream()
                .map(node ->
                        of(seen, node, taken.getOrDefault(node.getMetadata().getName(), NodeResources.NONE)))
                .map(c -> c.with(status -> status.measured =
                        measuring.next(c.measuredBefore(), reports.getOrDefault(c.name(), List.of()))))
                .sorted(Comparator.comparing(NodeCandidate::name))
                .toList();
    }

    private @Nullable MeasuredProfile measuredBefore() {
        return observed == null || observed.getStatus() == null ? null : observed.getStatus().measured;
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

    private static EdgeClientStatus copy(EdgeClientStatus from) {
        var to = new EdgeClientStatus();
        to.observedGeneration = from.observedGeneration;
        to.state = from.state;
        to.slots = from.slots;
        to.speed = from.speed;
        to.link = from.link;
        to.holds = from.holds;
        to.capacity = copy(from.capacity);
        to.measured = from.measured;
        to.holdings = from.holdings;
        to.conditions = from.conditions;
        return to;
    }

    private static @Nullable ClientCapacity copy(@Nullable ClientCapacity from) {
        if (from == null) {
            return null;
        }
        var to = new ClientCapacity();
        to.cpu = from.cpu;
        to.memory = from.memory;
        to.accelerator = from.accelerator;
        to.slots = from.slots;
        return to;
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
