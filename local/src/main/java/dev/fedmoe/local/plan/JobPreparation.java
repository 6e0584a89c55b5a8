package dev.fedmoe.local.plan;

import dev.fedmoe.controlplane.job.JobTranslation.Translated;
import dev.fedmoe.controlplane.placement.PlacementGatherer;
import dev.fedmoe.core.alignment.AlignmentPolicy;
import dev.fedmoe.core.placement.PlacementPlan.Grant;
import dev.fedmoe.core.placement.PlacementPlan.JobPlacement;
import dev.fedmoe.core.placement.PlacementProblem.Standing;
import dev.fedmoe.core.placement.Placer;
import dev.fedmoe.crds.client.EdgeClient;
import dev.fedmoe.crds.job.DataFormat;
import dev.fedmoe.crds.job.EvaluationSection;
import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.crds.manifest.ManifestSet;
import dev.fedmoe.crds.pool.EdgeClientPool;
import dev.fedmoe.local.input.BadInputException;
import dev.fedmoe.local.plan.RunOptions.Overrides;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** From manifests to a placed job, without starting anything. */
public final class JobPreparation {
    private final Placer placer;

    public JobPreparation(Placer placer) {
        this.placer = placer;
    }

    public PlacedJob gather(List<Path> manifests, Overrides overrides) throws BadInputException {
        ManifestSet read = JobManifests.read(manifests);
        FederatedMoEJob job = onlyJob(read, manifests);
        AlignmentPolicy manifestPolicy = policy(JobManifests.translate(job));
        JobManifests.apply(overrides, job);
        evaluate(job);
        Translated translated = JobManifests.translate(job);
        EdgeClientPool pool = read.poolOf(job);
        List<EdgeClient> clients = JobManifests.clients(read, pool);
        var wanted = new PlacementGatherer.WantedJob(job, translated, Standing.NEW);
        JobPlacement placement = placer.place(PlacementGatherer.problem(pool, clients, List.of(wanted)))
                .job(job.getMetadata().getName());
        if (!placement.fits()) {
            throw new BadInputException("FederatedMoEJob " + job.getMetadata().getName() + " " + placement.shortage()
                    + placement.remarks().stream()
                            .map(remark -> "\n  " + remark)
                            .collect(Collectors.joining()));
        }
        return new PlacedJob(
                runName(job, manifestPolicy, policy(translated)),
                job,
                translated,
                placed(clients, placement),
                placement);
    }

    private static FederatedMoEJob onlyJob(ManifestSet read, List<Path> paths) throws BadInputException {
        if (read.jobs().size() != 1) {
            String found =
                    read.jobs().stream().map(job -> job.getMetadata().getName()).collect(Collectors.joining(", "));
            throw new BadInputException(paths + ": one FederatedMoEJob can run at a time, and there are "
                    + read.jobs().size() + (found.isEmpty() ? "" : " (" + found + ")")
                    + ". Maybe name the files of one job.");
        }
        FederatedMoEJob job = read.jobs().get(0);
        if (job.getSpec().data.format != DataFormat.Idx) {
            throw new BadInputException("FederatedMoEJob " + job.getMetadata().getName() + ": spec.data.format: "
                    + job.getSpec().data.format + " cannot be dealt out on one machine. Use idx.");
        }
        return job;
    }

    private static AlignmentPolicy policy(Translated translated) {
        return translated.spec().alignment().policy();
    }

    /** The command line may have named another policy, or an objective that another policy suits. */
    private static String runName(FederatedMoEJob job, AlignmentPolicy manifestPolicy, AlignmentPolicy policy) {
        String name = job.getMetadata().getName();
        return policy == manifestPolicy ? name : name + "-" + policy;
    }

    /** The test images are here anyway; in a cluster someone has to say where they are. */
    private static void evaluate(FederatedMoEJob job) {
        var spec = job.getSpec();
        if (spec.evaluation == null) {
            spec.evaluation = new EvaluationSection();
            spec.evaluation.claimName = "test-set";
        }
    }

    private static List<EdgeClient> placed(List<EdgeClient> clients, JobPlacement placement) {
        List<String> granted = placement.grants().stream().map(Grant::client).toList();
        return clients.stream()
                .filter(client -> granted.contains(client.getMetadata().getName()))
                .toList();
    }
}
