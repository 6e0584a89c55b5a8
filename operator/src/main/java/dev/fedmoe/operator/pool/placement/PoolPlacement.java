package dev.fedmoe.operator.pool.placement;

import dev.fedmoe.core.placement.PlacementPlan.JobPlacement;
import dev.fedmoe.crds.client.EdgeClient;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Which nodes are a pool's clients, and who runs a worker for whom.
 *
 * @param candidates the pool's clients, by name
 * @param leavers clients whose node is gone or another pool's
 * @param placements by job
 * @param freeze for the next look
 */
public record PoolPlacement(
        PoolNodes nodes,
        List<NodeCandidate> candidates,
        List<EdgeClient> leavers,
        Map<String, JobPlacement> placements,
        PlacementFreeze freeze) {
    public PoolPlacement {
        candidates = List.copyOf(candidates);
        leavers = List.copyOf(leavers);
    }

    /** Jobs whose workers stay as they are until their coordinator reports. */
    public Set<String> held() {
        return freeze.held();
    }

    /** The same with each client as {@code change} makes it. */
    public PoolPlacement withCandidates(UnaryOperator<NodeCandidate> change) {
        return new PoolPlacement(nodes, candidates.stream().map(change).toList(), leavers, placements, freeze);
    }
}
