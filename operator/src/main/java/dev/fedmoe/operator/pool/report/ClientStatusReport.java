package dev.fedmoe.operator.pool.report;

import dev.fedmoe.controlplane.placement.PlacementGatherer;
import dev.fedmoe.controlplane.status.Conditions;
import dev.fedmoe.crds.client.EdgeClientStatus;
import dev.fedmoe.crds.client.MeasuredProfile;
import dev.fedmoe.crds.pool.EdgeClientPool;
import dev.fedmoe.operator.pool.observe.PoolSnapshot;
import dev.fedmoe.operator.pool.placement.NodeCandidate;
import dev.fedmoe.operator.pool.placement.ProfileMeasurement;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Taint;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A client's status in words: columns and conditions. */
public final class ClientStatusReport {
    private final EdgeClientPool pool;
    private final Clock clock;

    public ClientStatusReport(PoolSnapshot seen) {
        this.pool = seen.pool();
        this.clock = Clock.fixed(seen.now(), ZoneOffset.UTC);
    }

    /** The candidate with the words of its status. */
    public NodeCandidate of(NodeCandidate candidate) {
        var observed = candidate.observed();
        return candidate.with(status -> {
            status.observedGeneration =
                    observed == null ? null : observed.getMetadata().getGeneration();
            status.speed = speed(status.measured);
            status.link = link(status.measured);
            status.conditions = conditions(candidate, status).list();
        });
    }

    private Conditions conditions(NodeCandidate candidate, EdgeClientStatus status) {
        var observed = candidate.observed();
        List<Condition> before =
                observed == null || observed.getStatus() == null ? List.of() : observed.getStatus().conditions;
        long generation = Objects.requireNonNullElse(status.observedGeneration, 1L);
        var so = Conditions.of(before, clock, generation);
        var node = candidate.node();
        var name = node.getMetadata().getName();
        return switch (Objects.requireNonNull(status.state)) {
            case Ready -> so.isTrue(PoolReasons.READY, PoolReasons.AS_WANTED, "");
            case NotReady ->
                so.isFalse(
                        PoolReasons.READY, PoolReasons.NODE_NOT_READY, "node " + name + " is not ready" + said(node));
            case Cordoned ->
                so.isFalse(
                        PoolReasons.READY,
                        PoolReasons.NODE_CORDONED,
                        "node " + name + " is cordoned. Maybe kubectl uncordon " + name);
            case Tainted ->
                so.isFalse(
                        PoolReasons.READY,
                        PoolReasons.NODE_TAINTED,
                        "node " + name + " has taint " + taints(node)
                                + ". Maybe add it to the pool's spec.tolerations");
            case NoData ->
                so.isFalse(
                        PoolReasons.READY,
                        PoolReasons.DATA_MISSING,
                        candidate.trouble().orElse("no data"));
        };
    }

    private String taints(Node node) {
        return PlacementGatherer.taints(pool, node).stream()
                .map(ClientStatusReport::text)
                .collect(Collectors.joining(", "));
    }

    private static String text(Taint taint) {
        var value = taint.getValue() == null || taint.getValue().isEmpty() ? "" : "=" + taint.getValue();
        return taint.getKey() + value + ":" + taint.getEffect();
    }

    /** What the node, or Kubernetes in its place, says of itself. */
    private static String said(Node node) {
        return node.getStatus().getConditions().stream()
                .filter(c -> c.getType().equals("Ready") && !c.getStatus().equals("True"))
                .map(c -> ": " + c.getMessage().replaceAll("[.]+$", ""))
                .findFirst()
                .orElse("");
    }

    private static @Nullable String speed(@Nullable MeasuredProfile measured) {
        return measured == null || measured.samplesPerSecond == null ? null : measured.samplesPerSecond + "/s";
    }

    private static @Nullable String link(@Nullable MeasuredProfile measured) {
        var megabits = ProfileMeasurement.link(measured);
        return megabits == null ? null : megabits + "Mb/s";
    }
}
