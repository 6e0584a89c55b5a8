package dev.fedmoe.operator.pool;

import dev.fedmoe.crds.pool.EdgeClientPoolStatus;
import dev.fedmoe.operator.announce.EventRecorder.Announcement;
import dev.fedmoe.operator.pool.placement.NodeCandidate;
import dev.fedmoe.operator.pool.placement.PoolPlacement;
import java.util.List;

/**
 * What is to be done about a pool now.
 *
 * @param placement with the complete status of each client
 * @param due clients whose status is written in this look, in this order
 */
record PoolPlan(
        PoolPlacement placement,
        EdgeClientPoolStatus status,
        List<NodeCandidate> due,
        List<Announcement> announcements) {
    PoolPlan {
        due = List.copyOf(due);
        announcements = List.copyOf(announcements);
    }
}
