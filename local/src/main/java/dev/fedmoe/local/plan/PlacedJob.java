package dev.fedmoe.local.plan;

import dev.fedmoe.controlplane.job.JobTranslation.Translated;
import dev.fedmoe.core.alignment.AlignmentPolicy;
import dev.fedmoe.core.job.AlignmentSpec;
import dev.fedmoe.core.job.training.TrainingSpec;
import dev.fedmoe.core.placement.PlacementPlan.JobPlacement;
import dev.fedmoe.crds.client.EdgeClient;
import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.protocol.JobSpecCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
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
        var spec = translated.spec();
        var alignment = spec.alignment();
        var same = spec.withUid("any")
                .withAlignment(new AlignmentSpec(
                        alignment.objective(), AlignmentPolicy.RANDOM, alignment.slack(), alignment.seed()))
                .withTraining(new TrainingSpec(
                        1,
                        Optional.empty(),
                        spec.training().local(),
                        spec.training().round()));
        var slots = placement.grants().stream()
                .map(grant -> grant.client() + " " + grant.slots())
                .collect(Collectors.joining("\n"));
        var all = JobSpecCodec.toJson(same) + slots;
        return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString();
    }

    public List<String> clientNames() {
        return clients.stream().map(client -> client.getMetadata().getName()).toList();
    }
}
