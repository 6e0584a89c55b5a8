package dev.fedmoe.operator.pool;

import dev.fedmoe.core.placement.PlacementPlan.JobPlacement;
import dev.fedmoe.crds.client.EdgeClient;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The newest placement of each job. Empty after a start until its pool has been looked at. */
public interface PlacementSource {
    Optional<Placed> of(ResourceID job);

    /** {@code listener} hears of jobs whose placement has changed. */
    void listen(Consumer<ResourceID> listener);

    /**
     * One job's placement.
     *
     * @param clients all clients of the pool, as last profiled, by name
     */
    record Placed(JobPlacement placement, List<EdgeClient> clients) {
        public Placed {
            clients = List.copyOf(clients);
        }
    }
}
