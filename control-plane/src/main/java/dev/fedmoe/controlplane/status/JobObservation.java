package dev.fedmoe.controlplane.status;

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
public record JobObservation(
        FederatedMoEJob job,
        List<String> refusals,
        @Nullable JobPlacement placement,
        @Nullable Progress progress,
        ClusterObservation around) {
    public JobObservation {
        refusals = List.copyOf(refusals);
    }

    /** Nothing known but the object. */
    public static JobObservation of(FederatedMoEJob job) {
        return new JobObservation(job, List.of(), null, null, ClusterObservation.NONE);
    }

    public JobObservation refused(List<String> problems) {
        return new JobObservation(job, problems, placement, progress, around);
    }

    public JobObservation with(JobPlacement found) {
        return new JobObservation(job, refusals, found, progress, around);
    }

    public JobObservation with(Progress reported) {
        return new JobObservation(job, refusals, placement, reported, around);
    }

    public JobObservation with(ClusterObservation seen) {
        return new JobObservation(job, refusals, placement, progress, seen);
    }
}
