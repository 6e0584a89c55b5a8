package dev.fedmoe.local.plan;

import com.google.protobuf.ByteString;
import dev.fedmoe.controlplane.job.JobTranslation.Translated;
import dev.fedmoe.core.placement.PlacementPlan.JobPlacement;
import dev.fedmoe.crds.client.EdgeClient;
import dev.fedmoe.crds.job.FederatedMoEJob;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A job that fits on the nodes of its manifests.
 *
 * @param name of the run folder: the job's name, with the policy when the command line chose another
 * @param clients those placement has given slots, in its order
 */
public record PlacedJob(
        String name, FederatedMoEJob job, Translated translated, List<EdgeClient> clients, JobPlacement placement) {
    public PlacedJob {
        clients = List.copyOf(clients);
    }

    /** A digest of the job and its clients' slots, without policy, rounds and target: under the same, rounds can be compared. */
    public String circumstances() {
        var same = translated.settings().toBuilder().clearUid();
        same.getAlignmentBuilder().clearPolicy();
        same.getTrainingBuilder().clearRounds().clearTarget();
        var slots = placement.grants().stream()
                .map(grant -> grant.client() + " " + grant.slots())
                .collect(Collectors.joining("\n"));
        var all = same.build().toByteString().concat(ByteString.copyFromUtf8(slots));
        return UUID.nameUUIDFromBytes(all.toByteArray()).toString();
    }

    public List<String> clientNames() {
        return clients.stream().map(client -> client.getMetadata().getName()).toList();
    }
}
