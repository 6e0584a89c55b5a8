package dev.fedmoe.bridge.status;

import static dev.fedmoe.bridge.status.Reasons.AS_WANTED;
import static dev.fedmoe.bridge.status.Reasons.READY;

import dev.fedmoe.crds.job.FederatedMoEJobStatus.Phase;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A job's conditions: named checks, and Ready derived from them. */
final class JobConditions {
    private static final List<String> CHECKS = List.of(
            Reasons.ACCEPTED,
            Reasons.CAPACITY_SUFFICIENT,
            Reasons.COORDINATOR_READY,
            Reasons.CLIENTS_READY,
            Reasons.EXPERTS_COVERED);

    private JobConditions() {}

    static Conditions of(Observation seen, Phase phase, @Nullable Phase phaseBefore, Conditions before) {
        if (Phases.ended(phaseBefore)) {
            return before;
        }
        var known = CHECKS.stream().allMatch(c -> before.get(c).isPresent());
        // What held when the training ended says more than that its pods are gone.
        var checked = Phases.ended(phase) && known ? before : JobChecks.of(seen, before);
        var next = Phases.ended(phase)
                ? checked.isFalse(READY, Reasons.ENDED, "the job has ended; nothing of it runs")
                : checked.readyWhen(CHECKS);
        return suspended(seen, phase, life(seen, phase, next));
    }

    private static Conditions life(Observation seen, Phase phase, Conditions so) {
        var said = seen.progress() == null ? "" : seen.progress().getMessage();
        var next = phase(so, Reasons.PROGRESSING, phase == Phase.Training, said);
        next = phase(next, Reasons.COMPLETE, phase == Phase.Complete, said);
        var failure = seen.around().failure();
        if (phase == Phase.Failed && failure != null) {
            return next.isTrue(Reasons.FAILED, failure.reason(), failure.message());
        }
        return phase == Phase.Failed
                ? next.isTrue(Reasons.FAILED, Reasons.TRAINING_FAILED, said)
                : next.isFalse(Reasons.FAILED, Reasons.OTHER_PHASE, "");
    }

    private static Conditions suspended(Observation seen, Phase phase, Conditions so) {
        if (!seen.job().getSpec().suspend) {
            return so.isFalse(Reasons.SUSPENDED, Reasons.BY_SPEC, "");
        }
        var message = phase == Phase.Training
                ? "spec.suspend is true; the open round is being finished"
                : "spec.suspend is true; set it to false to go on";
        return so.isTrue(Reasons.SUSPENDED, Reasons.BY_SPEC, message);
    }

    private static Conditions phase(Conditions so, String type, boolean holds, String said) {
        return holds ? so.isTrue(type, AS_WANTED, said) : so.isFalse(type, Reasons.OTHER_PHASE, "");
    }
}
