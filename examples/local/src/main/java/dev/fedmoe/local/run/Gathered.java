package dev.fedmoe.local.run;

import dev.fedmoe.bridge.job.JobTranslation.Translated;
import dev.fedmoe.core.placement.PlacementPlan.JobPlacement;
import dev.fedmoe.crds.client.EdgeClient;
import dev.fedmoe.crds.job.FederatedMoEJob;
import java.util.List;

/**
 * A job that fits on the nodes of its manifests.
 *
 * @param name of the run folder: the job's name, with the policy when the command line chose another
 * @param clients those placement has given slots, in its order
 */
record Gathered(
        String name, FederatedMoEJob job, Translated translated, List<EdgeClient> clients, JobPlacement placement) {
    Gathered {
        clients = List.copyOf(clients);
    }

    List<String> clientNames() {
        return clients.stream().map(client -> client.getMetadata().getName()).toList();
    }
}
