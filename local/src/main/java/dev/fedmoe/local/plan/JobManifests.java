package dev.fedmoe.local.plan;

import dev.fedmoe.controlplane.job.JobTranslation;
import dev.fedmoe.controlplane.job.JobTranslation.Refused;
import dev.fedmoe.controlplane.job.JobTranslation.Translated;
import dev.fedmoe.controlplane.placement.PlacementGatherer;
import dev.fedmoe.crds.client.EdgeClient;
import dev.fedmoe.crds.job.AlignmentSection.Objective;
import dev.fedmoe.crds.job.AlignmentSection.Policy;
import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.crds.manifest.ManifestSet;
import dev.fedmoe.crds.pool.EdgeClientPool;
import dev.fedmoe.local.input.BadInputException;
import dev.fedmoe.local.plan.RunOptions.Overrides;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Manifests as the command line wants them, or why they cannot be used. */
final class JobManifests {
    private JobManifests() {}

    static ManifestSet read(List<Path> paths) throws BadInputException {
        ManifestSet.Reading reading = ManifestSet.read(paths);
        if (reading instanceof ManifestSet.Rejected rejected) {
            throw new BadInputException(
                    rejected.problems().stream().map(Object::toString).collect(Collectors.joining("\n")));
        }
        return ((ManifestSet.Accepted) reading).manifests();
    }

    static void apply(Overrides overrides, FederatedMoEJob job) {
        var spec = job.getSpec();
        overrides.rounds().ifPresent(rounds -> spec.training.rounds = rounds);
        overrides.policy().ifPresent(policy -> spec.alignment.policy = Policy.valueOf(policy));
        overrides.objective().ifPresent(objective -> spec.alignment.objective = Objective.valueOf(objective));
        overrides.seed().ifPresent(seed -> spec.alignment.seed = seed);
    }

    static Translated translate(FederatedMoEJob job) throws BadInputException {
        JobTranslation translation = JobTranslation.of(job);
        if (translation instanceof Refused refused) {
            throw new BadInputException(
                    "FederatedMoEJob " + job.getMetadata().getName() + ": " + String.join("\n", refused.problems()));
        }
        return (Translated) translation;
    }

    /** At least one. */
    static List<EdgeClient> clients(ManifestSet read, EdgeClientPool pool) throws BadInputException {
        List<EdgeClient> clients = PlacementGatherer.clients(pool, read.nodes());
        if (clients.isEmpty()) {
            throw new BadInputException("EdgeClientPool " + pool.getMetadata().getName() + ": none of the "
                    + read.nodes().size()
                    + " nodes matches its nodeSelector. Maybe add v1/Node manifests with its labels.");
        }
        return clients;
    }
}
