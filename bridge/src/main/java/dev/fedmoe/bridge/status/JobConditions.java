package dev.fedmoe.bridge.status;

import static dev.fedmoe.bridge.status.Reasons.ACCEPTED;
import static dev.fedmoe.bridge.status.Reasons.AS_WANTED;
import static dev.fedmoe.bridge.status.Reasons.CAPACITY_SUFFICIENT;
import static dev.fedmoe.bridge.status.Reasons.CLIENTS_READY;
import static dev.fedmoe.bridge.status.Reasons.COORDINATOR_READY;
import static dev.fedmoe.bridge.status.Reasons.EXPERTS_COVERED;
import static dev.fedmoe.bridge.status.Reasons.PROGRESSING;
import static dev.fedmoe.bridge.status.Reasons.READY;
import static dev.fedmoe.bridge.status.Reasons.SUSPENDED;

import dev.fedmoe.crds.job.FederatedMoEJobStatus.Phase;
import dev.fedmoe.protocol.v1alpha1.ExpertProgress;
import dev.fedmoe.protocol.v1alpha1.Progress;
import java.util.Comparator;
import java.util.List;

/** A job's conditions: named checks, and Ready derived from them. */
final class JobConditions {
    private static final List<String> CHECKS =
            List.of(ACCEPTED, CAPACITY_SUFFICIENT, COORDINATOR_READY, CLIENTS_READY, EXPERTS_COVERED);

    private JobConditions() {}

    static Conditions of(Observation seen, Phase phase, Conditions before) {
        var next = ready(experts(seen, clients(seen, coordinator(seen, capacity(seen, accepted(seen, before))))));
        var said = seen.progress() == null ? "" : seen.progress().getMessage();
        next = phase(next, PROGRESSING, phase == Phase.Training, said);
        next = phase(next, Reasons.COMPLETE, phase == Phase.Complete, said);
        next = phase(next, Reasons.FAILED, phase == Phase.Failed, said);
        return seen.job().getSpec().suspend
                ? next.isTrue(SUSPENDED, Reasons.BY_SPEC, "spec.suspend is true; set it to false to go on")
                : next.isFalse(SUSPENDED, Reasons.BY_SPEC, "");
    }

    private static Conditions accepted(Observation seen, Conditions so) {
        return seen.refusals().isEmpty()
                ? so.isTrue(ACCEPTED, AS_WANTED, "")
                : so.isFalse(ACCEPTED, Reasons.NOT_BUILT, String.join("; ", seen.refusals()));
    }

    private static Conditions capacity(Observation seen, Conditions so) {
        var placement = seen.placement();
        if (placement == null) {
            return so.isUnknown(CAPACITY_SUFFICIENT, Reasons.NOT_PLACED, "placement has not looked at this job yet");
        }
        if (!placement.fits()) {
            return so.isFalse(CAPACITY_SUFFICIENT, Reasons.NOT_ENOUGH_SLOTS, placement.shortage());
        }
        var message = placement.slots() + " slots on " + placement.grants().size() + " clients";
        return so.isTrue(CAPACITY_SUFFICIENT, AS_WANTED, message);
    }

    private static Conditions coordinator(Observation seen, Conditions so) {
        var progress = seen.progress();
        return progress == null
                ? so.isFalse(COORDINATOR_READY, Reasons.STARTING, "the coordinator has not reported yet")
                : so.isTrue(COORDINATOR_READY, AS_WANTED, "reports in epoch " + progress.getEpoch());
    }

    private static Conditions clients(Observation seen, Conditions so) {
        var progress = seen.progress();
        if (progress == null) {
            return so.isUnknown(CLIENTS_READY, Reasons.STARTING, "the coordinator has not reported yet");
        }
        var numbers = progress.getLiveClients() + " of " + progress.getRosterClients() + " clients are live";
        return progress.getRosterClients() > 0 && progress.getLiveClients() >= progress.getRosterClients()
                ? so.isTrue(CLIENTS_READY, AS_WANTED, numbers)
                : so.isFalse(CLIENTS_READY, Reasons.CLIENTS_MISSING, numbers + ". The others rejoin by themselves");
    }

    private static Conditions experts(Observation seen, Conditions so) {
        var progress = seen.progress();
        if (progress == null || progress.getRound() == 0) {
            return so.isUnknown(EXPERTS_COVERED, Reasons.NOT_TRAINED, "no round has been committed yet");
        }
        int wanted = seen.job().getSpec().model.experts;
        return progress.getCoveredExperts() >= wanted
                ? so.isTrue(EXPERTS_COVERED, AS_WANTED, wanted + " of " + wanted + " experts are being trained")
                : so.isFalse(EXPERTS_COVERED, Reasons.EXPERT_STARVED, starved(progress, wanted));
    }

    private static String starved(Progress progress, int wanted) {
        var numbers = progress.getCoveredExperts() + " of " + wanted + " experts are being trained. ";
        return progress.getExpertsList().stream()
                .max(Comparator.comparingInt(ExpertProgress::getRoundsWithoutUpdate))
                .map(e -> numbers + "Expert " + e.getExpert() + " has had no accepted update for "
                        + e.getRoundsWithoutUpdate() + " rounds (holders: " + e.getHolders()
                        + "). It keeps its weights of round " + e.getVersion())
                .orElse(numbers.strip());
    }

    private static Conditions ready(Conditions so) {
        return CHECKS.stream()
                .flatMap(type -> so.get(type).stream())
                .filter(c -> !c.getStatus().equals("True"))
                .findFirst()
                .map(c -> so.isFalse(READY, c.getReason(), c.getType() + ": " + c.getMessage()))
                .orElseGet(() -> so.isTrue(READY, AS_WANTED, ""));
    }

    private static Conditions phase(Conditions so, String type, boolean holds, String said) {
        return holds ? so.isTrue(type, AS_WANTED, said) : so.isFalse(type, Reasons.OTHER_PHASE, "");
    }
}
