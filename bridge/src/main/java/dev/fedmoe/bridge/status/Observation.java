package dev.fedmoe.bridge.status;

import dev.fedmoe.core.placement.PlacementPlan.JobPlacement;
import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.protocol.v1alpha1.Progress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a job now.
 *
 * @param job with the status it has had so far
 * @param refusals why it cannot run, from its translation; empty when it can
 * @param placement null until placement has answered
 * @param progress null until its coordinator has reported
 */
public record Observation(
        FederatedMoEJob job,
        List<String> refusals,
        @Nullable JobPlacement placement,
        @Nullable Progress progress,
        Surroundings around) {
    public Observation {
        refusals = List.copyOf(refusals);
    }

    /** Nothing known but the object. */
    public static Observation of(FederatedMoEJob job) {
        return new Observation(job, List.of(), null, null, Surroundings.NONE);
    }

    public Observation refused(List<String> problems) {
        return new Observation(job, problems, placement, progress, around);
    }

    public Observation with(JobPlacement found) {
        return new Observation(job, refusals, found, progress, around);
    }

    public Observation with(Progress reported) {
        return new Observation(job, refusals, placement, reported, around);
    }

    public Observation with(Surroundings seen) {
        return new Observation(job, refusals, placement, progress, seen);
    }
}
