package dev.fedmoe.controlplane.placement;

import dev.fedmoe.controlplane.job.JobTranslation.Translated;
import dev.fedmoe.core.capacity.CapacityProfile;
import dev.fedmoe.core.capacity.NodeResources;
import dev.fedmoe.core.capacity.RoundBudget;
import dev.fedmoe.core.capacity.SlotCalculator;
import dev.fedmoe.core.capacity.SlotProblem;
import dev.fedmoe.core.placement.PlacementProblem;
import dev.fedmoe.core.placement.PlacementProblem.Client;
import dev.fedmoe.core.placement.PlacementProblem.Demand;
import dev.fedmoe.core.placement.PlacementProblem.Job;
import dev.fedmoe.core.placement.PlacementProblem.Standing;
import dev.fedmoe.crds.client.EdgeClient;
import dev.fedmoe.crds.client.EdgeClientStatus.State;
import dev.fedmoe.crds.client.MeasuredProfile;
import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.crds.pool.EdgeClientPool;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Taint;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The snapshot that placement decides on. */
public final class PlacementGatherer {
    private static final double BYTES_PER_MEGABIT = 125_000;

    private PlacementGatherer() {}

    /** A job that should run: neither suspended nor ended. */
    public record WantedJob(FederatedMoEJob job, Translated translated, Standing standing) {}

    /** The pool's clients, one per matching node, by name; their status says what the node declares. */
    public static List<EdgeClient> clients(EdgeClientPool pool, List<Node> nodes) {
        return nodes.stream()
                .filter(n -> matches(pool, n))
                .map(n -> client(pool, n, NodeResources.NONE, true))
                .sorted(Comparator.comparing(c -> c.getMetadata().getName()))
                .toList();
    }

    public static boolean matches(EdgeClientPool pool, Node node) {
        return LabelSelectors.matches(pool.getSpec().nodeSelector, node);
    }

    /** Taints of the node that the pool's workers do not put up with. */
    public static List<Taint> taints(EdgeClientPool pool, Node node) {
        return NodeClientMapper.taints(pool, node);
    }

    /**
     * One node as a client of the pool.
     *
     * @param others what pods request there that are not workers of a job
     * @param hasData whether its private data can be mounted
     */
    public static EdgeClient client(EdgeClientPool pool, Node node, NodeResources others, boolean hasData) {
        return NodeClientMapper.of(pool, node, others, hasData);
    }

    /** What placement is to solve. Jobs are named by their metadata.name, clients by theirs. */
    public static PlacementProblem problem(EdgeClientPool pool, List<EdgeClient> clients, List<WantedJob> jobs) {
        return new PlacementProblem(
                jobs.stream().map(PlacementGatherer::job).toList(),
                clients.stream().map(c -> client(pool, c)).toList());
    }

    /** Slots the client has for the job when it runs no other, and what bounds them. */
    public static SlotCalculator slots(Client client, Job job) {
        int cap = Math.min(client.cap(), job.demand().maxSlotsPerClient());
        return SlotCalculator.of(new SlotProblem(client.name(), client.left(), job.cost(), cap, RoundBudget.UNBOUNDED));
    }

    private static Job job(WantedJob wanted) {
        var spec = wanted.job.getSpec();
        var round = wanted.translated.spec().training().round();
        var demand = new Demand(
                spec.model.experts,
                round.quorum().perExpert(),
                spec.clients.min,
                unbounded(spec.clients.max),
                unbounded(spec.clients.slotsPerClient.max),
                round.deadline().map(Duration::toSeconds).orElse(0L));
        var name = wanted.job.getMetadata().getName();
        return new Job(name, spec.priority, demand, wanted.translated.cost(), wanted.standing);
    }

    private static Client client(EdgeClientPool pool, EdgeClient client) {
        var status = client.getStatus();
        var capacity = Objects.requireNonNull(status.capacity, "an EdgeClient without capacity");
        var declared = CapacityProfile.declared(
                ResourceQuantities.cpuMillis(capacity.cpu), ResourceQuantities.bytes(capacity.memory));
        return new Client(
                client.getMetadata().getName(),
                measured(declared, status.measured),
                Objects.requireNonNullElse(pool.getSpec().maxSlotsPerClient, SlotCalculator.UNCAPPED),
                status.state == State.Ready);
    }

    private static CapacityProfile measured(CapacityProfile declared, @Nullable MeasuredProfile measured) {
        if (measured == null) {
            return declared;
        }
        return new CapacityProfile(
                declared.resources(),
                Objects.requireNonNullElse(measured.samplesPerSecond, 0),
                Objects.requireNonNullElse(measured.downMegabits, 0) * BYTES_PER_MEGABIT,
                Objects.requireNonNullElse(measured.upMegabits, 0) * BYTES_PER_MEGABIT);
    }

    private static int unbounded(@Nullable Integer bound) {
        return Objects.requireNonNullElse(bound, Demand.UNBOUNDED);
    }
}
