package dev.fedmoe.operator.pool;

import dev.fedmoe.core.placement.PlacementPlan.JobPlacement;
import dev.fedmoe.crds.client.EdgeClient;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is to be so.
 *
 * @param prospects the pool's clients; their status is complete
 * @param leavers clients whose node is gone or another pool's
 * @param placements by job
 * @param held jobs whose workers stay as they are until their coordinator reports
 */
record PoolPlan(
        PoolSnapshot seen,
        PoolNodes nodes,
        List<NodeCandidate> prospects,
        List<EdgeClient> leavers,
        Map<String, JobPlacement> placements,
        Set<String> held) {}
