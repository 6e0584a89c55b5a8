package dev.fedmoe.bridge.place;

import dev.fedmoe.core.capacity.Resources;
import dev.fedmoe.crds.client.Capacity;
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
final class Clients {
    private static final Set<String> KEEPS_PODS_AWAY = Set.of("NoSchedule", "NoExecute");

    private Clients() {}

    static EdgeClient of(EdgeClientPool pool, Node node) {
        var client = new EdgeClient();
        client.setMetadata(new ObjectMetaBuilder()
                .withName(
                        pool.getMetadata().getName() + "-" + node.getMetadata().getName())
                .withNamespace(pool.getMetadata().getNamespace())
                .build());
        var spec = new EdgeClientSpec();
        spec.poolRef.name = pool.getMetadata().getName();
        spec.nodeName = node.getMetadata().getName();
        client.setSpec(spec);
        var status = new EdgeClientStatus();
        status.state = state(pool, node);
        status.capacity = capacity(pool, node);
        client.setStatus(status);
        return client;
    }

    private static Capacity capacity(EdgeClientPool pool, Node node) {
        var reserve = pool.getSpec().reserve;
        var allocatable = allocatable(node);
        var left = new Resources(
                        Quantities.cpuMillis(allocatable.get("cpu")), Quantities.bytes(allocatable.get("memory")))
                .less(new Resources(Quantities.cpuMillis(reserve.cpu), Quantities.bytes(reserve.memory)));
        var capacity = new Capacity();
        capacity.cpu = Quantities.cpu(left.cpuMillis());
        capacity.memory = Quantities.memory(left.memoryBytes());
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
        if (!ready(node)) {
            return State.NotReady;
        }
        var spec = node.getSpec();
        if (spec == null) {
            return State.Ready;
        }
        if (Boolean.TRUE.equals(spec.getUnschedulable())) {
            return State.Cordoned;
        }
        boolean away = spec.getTaints().stream()
                .filter(t -> KEEPS_PODS_AWAY.contains(t.getEffect()))
                .anyMatch(t -> !tolerated(t, pool.getSpec().tolerations));
        return away ? State.Tainted : State.Ready;
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
