package dev.fedmoe.controlplane.status;

import dev.fedmoe.crds.job.FederatedMoEJobStatus.Phase;
import dev.fedmoe.protocol.v1alpha1.Progress;
import org.jspecify.annotations.Nullable;

/** Where a job is in its life. An end is final. */
public final class JobPhases {
    private JobPhases() {}

    public static boolean ended(@Nullable Phase phase) {
        return phase == Phase.Complete || phase == Phase.Failed;
    }

    static Phase next(JobObservation seen, @Nullable Phase before) {
        if (before != null && ended(before)) {
            return before;
        }
        var told = told(seen.progress());
        if (ended(told)) {
            return told;
        }
        if (seen.around().failure() != null) {
            return Phase.Failed;
        }
        if (seen.job().getSpec().suspend) {
            return seen.around().asleep() || told != Phase.Training ? Phase.Suspended : told;
        }
        if (seen.progress() == null && before != null) {
            // The operator has just started; the coordinator has not.
            return before == Phase.Suspended ? Phase.Pending : before;
        }
        return told == Phase.Suspended ? Phase.Pending : told;
    }

    private static Phase told(@Nullable Progress progress) {
        if (progress == null) {
            return Phase.Pending;
        }
        return switch (progress.getPhase()) {
            case JOB_PHASE_TRAINING -> Phase.Training;
            case JOB_PHASE_SUSPENDED -> Phase.Suspended;
            case JOB_PHASE_COMPLETE -> Phase.Complete;
            case JOB_PHASE_FAILED -> Phase.Failed;
            case JOB_PHASE_PENDING, JOB_PHASE_UNSPECIFIED, UNRECOGNIZED -> Phase.Pending;
        };
    }
}
