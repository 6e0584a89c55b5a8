package dev.fedmoe.controlplane.placement;

import dev.fedmoe.core.capacity.NodeResources;
import dev.fedmoe.crds.client.ClientCapacity;
import dev.fedmoe.crds.client.EdgeClient;
import dev.fedmoe.crds.client.EdgeClientSpec;
import dev.fedmoe.crds.client.EdgeClientStatus;
import dev.fedmoe.crds.client.EdgeClientStatus.State;
import dev.fedmoe.crds.pool.EdgeClientPool;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One node as a client of a pool. */
final class NodeClientMapper {
    private static final Set<String> KEEPS_PODS_AWAY = Set.of("NoSchedule", "NoExecute");

    /** Kubernetes' own words for a node that is down, or up again for a moment. */
    private static final Set<String> NOT_READY = Set.of(
            "node.kubernetes.io/not-ready",
            "node.kubernetes.io/unreachable",
            "node.kubernetes.io/network-unavailable",
            "node.cloudprovider.kubernetes.io/uninitialized");

    private NodeClientMapper() {}

    static EdgeClient of(EdgeClientPool pool, Node node, NodeResources others, boolean hasData) {
        var client = new EdgeClient();
        client.setMetadata(new ObjectMetaBuilder()
                .withName(name(pool, node))
                .withNamespace(pool.getMetadata().getNamespace())
                .build());
        var spec = new EdgeClientSpec();
        spec.poolRef.name = pool.getMetadata().getName();
        spec.nodeName = node.getMetadata().getName();
        client.setSpec(spec);
        var status = new EdgeClientStatus();
        var state = state(pool, node);
        status.state = state == State.Ready && !hasData ? State.NoData : state;
        status.capacity = capacity(pool, node, others);
        client.setStatus(status);
        return client;
    }

    /** Also the value of a label, and part of a pod's name. */
    static String name(EdgeClientPool pool, Node node) {
        var full = pool.getMetadata().getName() + "-" + node.getMetadata().getName();
        return BoundedName.of(full, BoundedName.LABEL);
    }

    private static ClientCapacity capacity(EdgeClientPool pool, Node node, NodeResources others) {
        var reserve = pool.getSpec().reserve;
        var allocatable = allocatable(node);
        var left = new NodeResources(
                        ResourceQuantities.cpuMillis(allocatable.get("cpu")),
                        ResourceQuantities.bytes(allocatable.get("memory")))
                .less(new NodeResources(
                        ResourceQuantities.cpuMillis(reserve.cpu), ResourceQuantities.bytes(reserve.memory)))
                .less(others);
        var capacity = new ClientCapacity();
        capacity.cpu = ResourceQuantities.cpu(left.cpuMillis());
        capacity.memory = ResourceQuantities.memory(left.memoryBytes());
        capacity.accelerator = allocatable.keySet().stream()
                .filter(r -> r.endsWith("/gpu"))
                .sorted()
                .findFirst()
                .orElse(null);
        return capacity;
    }

    private static Map<String, Quantity> allocatable(Node node) {
        var status = node.getStatus();
        return status == null || status.getAllocatable() == null ? Map.of() : status.getAllocatable();
    }

    private static State state(EdgeClientPool pool, Node node) {
        var taints = taints(pool, node);
        if (!ready(node) || taints.stream().anyMatch(t -> NOT_READY.contains(t.getKey()))) {
            return State.NotReady;
        }
        if (node.getSpec() != null && Boolean.TRUE.equals(node.getSpec().getUnschedulable())) {
            return State.Cordoned;
        }
        return taints.isEmpty() ? State.Ready : State.Tainted;
    }

    /** Taints that keep the pool's workers away. */
    static List<Taint> taints(EdgeClientPool pool, Node node) {
        if (node.getSpec() == null) {
            return List.of();
        }
        return node.getSpec().getTaints().stream()
                .filter(t -> KEEPS_PODS_AWAY.contains(t.getEffect()))
                .filter(t -> !tolerated(t, pool.getSpec().tolerations))
                .toList();
    }

    /** A node that reports no conditions at all is a manifest of one, not a node in trouble. */
    private static boolean ready(Node node) {
        var status = node.getStatus();
        if (status == null
                || status.getConditions() == null
                || status.getConditions().isEmpty()) {
            return true;
        }
        return status.getConditions().stream()
                .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True"));
    }

    private static boolean tolerated(Taint taint, List<Toleration> tolerations) {
        return tolerations.stream().anyMatch(t -> tolerates(t, taint));
    }

    private static boolean tolerates(Toleration toleration, Taint taint) {
        boolean exists = "Exists".equals(toleration.getOperator());
        boolean effect = blank(toleration.getEffect()) || taint.getEffect().equals(toleration.getEffect());
        boolean key = blank(toleration.getKey()) ? exists : taint.getKey().equals(toleration.getKey());
        return effect && key && (exists || text(taint.getValue()).equals(text(toleration.getValue())));
    }

    private static boolean blank(@Nullable String value) {
        return value == null || value.isEmpty();
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
