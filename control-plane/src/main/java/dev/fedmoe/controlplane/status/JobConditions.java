package dev.fedmoe.controlplane.status;

import static dev.fedmoe.controlplane.status.JobReasons.AS_WANTED;
import static dev.fedmoe.controlplane.status.JobReasons.READY;

import dev.fedmoe.crds.job.FederatedMoEJobStatus.Phase;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A job's conditions: named checks, and Ready derived from them. */
final class JobConditions {
    private static final List<String> CHECKS = List.of(
            JobReasons.ACCEPTED,
            JobReasons.CAPACITY_SUFFICIENT,
            JobReasons.COORDINATOR_READY,
            JobReasons.CLIENTS_READY,
            JobReasons.EXPERTS_COVERED);

    private JobConditions() {}

    static Conditions of(JobObservation seen, Phase phase, @Nullable Phase phaseBefore, Conditions before) {
        if (JobPhases.ended(phaseBefore)) {
            return before;
        }
        var known = CHECKS.stream().allMatch(c -> before.get(c).isPresent());
        // What held when the training ended says more than that its pods are gone.
        var checked = JobPhases.ended(phase) && known ? before : ReadinessChecks.of(seen, before);
        var next = JobPhases.ended(phase)
                ? checked.isFalse(READY, JobReasons.ENDED, "the job has ended; nothing of it runs")
                : checked.readyWhen(CHECKS);
        return suspended(seen, phase, life(seen, phase, next));
    }

    private static Conditions life(JobObservation seen, Phase phase, Conditions so) {
        var said = seen.progress() == null ? "" : seen.progress().getMessage();
        var next = phase(so, JobReasons.PROGRESSING, phase == Phase.Training, said);
        next = phase(next, JobReasons.COMPLETE, phase == Phase.Complete, said);
        var failure = seen.around().failure();
        if (phase == Phase.Failed && failure != null) {
            return next.isTrue(JobReasons.FAILED, failure.reason(), failure.message());
        }
        return phase == Phase.Failed
                ? next.isTrue(JobReasons.FAILED, JobReasons.TRAINING_FAILED, said)
                : next.isFalse(JobReasons.FAILED, JobReasons.OTHER_PHASE, "");
    }

    private static Conditions suspended(JobObservation seen, Phase phase, Conditions so) {
        if (!seen.job().getSpec().suspend) {
            return so.isFalse(JobReasons.SUSPENDED, JobReasons.BY_SPEC, "");
        }
        var message = phase == Phase.Training
                ? "spec.suspend is true; the open round is being finished"
                : "spec.suspend is true; set it to false to go on";
        return so.isTrue(JobReasons.SUSPENDED, JobReasons.BY_SPEC, message);
    }

    private static Conditions phase(Conditions so, String type, boolean holds, String said) {
        return holds ? so.isTrue(type, AS_WANTED, said) : so.isFalse(type, JobReasons.OTHER_PHASE, "");
    }
}
