package dev.fedmoe.local.run;

import dev.fedmoe.bridge.job.JobTranslation;
import dev.fedmoe.bridge.job.JobTranslation.Refused;
import dev.fedmoe.bridge.job.JobTranslation.Translated;
import dev.fedmoe.bridge.place.Gather;
import dev.fedmoe.crds.client.EdgeClient;
import dev.fedmoe.crds.job.AlignmentSection.Objective;
import dev.fedmoe.crds.job.AlignmentSection.Policy;
import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.crds.manifest.Manifests;
import dev.fedmoe.crds.pool.EdgeClientPool;
import dev.fedmoe.local.input.BadInput;
import dev.fedmoe.local.run.Wishes.Overrides;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Manifests as the command line wants them, or why they cannot be used. */
final class JobManifests {
    private JobManifests() {}

    static Manifests read(List<Path> paths) throws BadInput {
        Manifests.Reading reading = Manifests.read(paths);
        if (reading instanceof Manifests.Rejected rejected) {
            throw new BadInput(
                    rejected.problems().stream().map(Object::toString).collect(Collectors.joining("\n")));
        }
        return ((Manifests.Accepted) reading).manifests();
    }

    static void apply(Overrides overrides, FederatedMoEJob job) {
        var spec = job.getSpec();
        overrides.rounds().ifPresent(rounds -> spec.training.rounds = rounds);
        overrides.policy().ifPresent(policy -> spec.alignment.policy = Policy.valueOf(policy));
        overrides.objective().ifPresent(objective -> spec.alignment.objective = Objective.valueOf(objective));
        overrides.seed().ifPresent(seed -> spec.alignment.seed = seed);
    }

    static Translated translate(FederatedMoEJob job) throws BadInput {
        JobTranslation translation = JobTranslation.of(job);
        if (translation instanceof Refused refused) {
            throw new BadInput(
                    "FederatedMoEJob " + job.getMetadata().getName() + ": " + String.join("\n", refused.problems()));
        }
        return (Translated) translation;
    }

    /** At least one. */
    static List<EdgeClient> clients(Manifests read, EdgeClientPool pool) throws BadInput {
        List<EdgeClient> clients = Gather.clients(pool, read.nodes());
        if (clients.isEmpty()) {
            throw new BadInput("EdgeClientPool " + pool.getMetadata().getName() + ": none of the "
                    + read.nodes().size()
                    + " nodes matches its nodeSelector. Maybe add v1/Node manifests with its labels.");
        }
        return clients;
    }
}
