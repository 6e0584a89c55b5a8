package dev.fedmoe.local.plan;

import dev.fedmoe.controlplane.job.JobTranslation;
import dev.fedmoe.controlplane.job.JobTranslation.Refused;
import dev.fedmoe.controlplane.job.JobTranslation.Translated;
import dev.fedmoe.controlplane.placement.PlacementGatherer;
import dev.fedmoe.controlplane.placement.PlacementGatherer.WantedJob;
import dev.fedmoe.core.federation.planning.FirstRoundPlanner;
import dev.fedmoe.core.federation.planning.PlannedRound;
import dev.fedmoe.core.job.state.Roster;
import dev.fedmoe.core.job.state.RosterEntry;
import dev.fedmoe.core.placement.PlacementPlan.JobPlacement;
import dev.fedmoe.core.placement.PlacementProblem.Standing;
import dev.fedmoe.core.placement.Placer;
import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.crds.manifest.ManifestSet;
import dev.fedmoe.crds.pool.EdgeClientPool;
import dev.fedmoe.local.input.BadInputException;
import dev.fedmoe.local.plan.RunOptions.Overrides;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What would come of manifests: who gets which slots, who trains what first, and what does not fit. Starts nothing, reads no data.
 *
 * @param fits whether every job can run
 */
public record ManifestPreview(List<String> lines, boolean fits) {
    /** Nobody has counted them; with as many or more a client counts in full. */
    private static final long SAMPLES = 512;

    public ManifestPreview {
        lines = List.copyOf(lines);
    }

    /** All jobs of the manifests, {@code overrides} applied to each. */
    public static ManifestPreview of(List<Path> paths, Overrides overrides, Placer placer) throws BadInputException {
        ManifestSet read = JobManifests.read(paths);
        if (read.jobs().isEmpty()) {
            throw new BadInputException(paths + ": there is no FederatedMoEJob. Maybe name the file of a job as well.");
        }
        var lines = new ArrayList<String>();
        boolean fits = true;
        for (EdgeClientPool pool : read.pools()) {
            var jobs = read.jobs().stream()
                    .filter(job -> read.poolOf(job).equals(pool))
                    .toList();
            if (!jobs.isEmpty()) {
                jobs.forEach(job -> JobManifests.apply(overrides, job));
                fits &= pool(read, pool, jobs, placer, lines);
            }
        }
        lines.add("");
        lines.add(
                fits ? "Everything fits. Nothing has been started." : "Not everything fits. Nothing has been started.");
        return new ManifestPreview(lines, fits);
    }

    private static boolean pool(
            ManifestSet read, EdgeClientPool pool, List<FederatedMoEJob> jobs, Placer placer, List<String> lines)
            throws BadInputException {
        var clients = JobManifests.clients(read, pool);
        if (!lines.isEmpty()) {
            lines.add("");
        }
        lines.add(String.format(
                Locale.ROOT,
                "Pool %s: %d of %d nodes are clients.",
                pool.getMetadata().getName(),
                clients.size(),
                read.nodes().size()));
        var wanted = new ArrayList<WantedJob>();
        for (FederatedMoEJob job : jobs) {
            var translation = JobTranslation.of(job);
            if (translation instanceof Translated translated) {
                wanted.add(new WantedJob(job, translated, Standing.NEW));
            } else if (translation instanceof Refused refused) {
                lines.add("");
                lines.add("Job " + job.getMetadata().getName() + " cannot run.");
                refused.problems().forEach(problem -> lines.add("  " + problem));
            }
        }
        boolean fits = wanted.size() == jobs.size();
        var placement = placer.place(PlacementGatherer.problem(pool, clients, wanted));
        for (WantedJob job : wanted) {
            var placed = placement.job(job.job().getMetadata().getName());
            lines.addAll(new JobPreview(job.job(), placed, first(job, placed)).lines());
            fits &= placed.fits();
        }
        return fits;
    }

    /** Of the clients that were placed; a job that does not fit has none. */
    private static List<PlannedRound> first(WantedJob wanted, JobPlacement placed) {
        if (!placed.fits()) {
            return List.of();
        }
        var roster = Roster.of(placed.grants().stream()
                .map(grant -> RosterEntry.trainer(grant.client(), grant.slots()))
                .toList());
        return List.of(new FirstRoundPlanner(wanted.translated().spec(), roster).plan(SAMPLES));
    }
}
