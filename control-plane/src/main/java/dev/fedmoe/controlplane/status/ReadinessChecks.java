package dev.fedmoe.controlplane.status;

import static dev.fedmoe.controlplane.status.JobReasons.ACCEPTED;
import static dev.fedmoe.controlplane.status.JobReasons.AS_WANTED;
import static dev.fedmoe.controlplane.status.JobReasons.CAPACITY_SUFFICIENT;
import static dev.fedmoe.controlplane.status.JobReasons.CLIENTS_READY;
import static dev.fedmoe.controlplane.status.JobReasons.COORDINATOR_READY;
import static dev.fedmoe.controlplane.status.JobReasons.EXPERTS_COVERED;

import dev.fedmoe.core.placement.PlacementPlan.Grant;
import dev.fedmoe.protocol.v1alpha1.ClientProgress;
import dev.fedmoe.protocol.v1alpha1.ClientState;
import dev.fedmoe.protocol.v1alpha1.ExpertProgress;
import dev.fedmoe.protocol.v1alpha1.Progress;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The five checks that Ready is made of. What was known is kept while a coordinator has not been heard again. */
final class ReadinessChecks {
    /** Findings told in one message. */
    private static final int TOLD = 3;

    private static final String ASLEEP = "nothing runs while spec.suspend is true";

    private ReadinessChecks() {}

    static Conditions of(JobObservation seen, Conditions before) {
        return experts(seen, clients(seen, coordinator(seen, capacity(seen, accepted(seen, before)))));
    }

    private static Conditions accepted(JobObservation seen, Conditions so) {
        return seen.refusals().isEmpty()
                ? so.isTrue(ACCEPTED, AS_WANTED, "")
                : so.isFalse(ACCEPTED, JobReasons.NOT_BUILT, String.join("; ", seen.refusals()));
    }

    private static Conditions capacity(JobObservation seen, Conditions so) {
        var found = seen.around().about(CAPACITY_SUFFICIENT);
        if (!found.isEmpty()) {
            return so.isFalse(CAPACITY_SUFFICIENT, found.get(0).reason(), told(found));
        }
        if (seen.around().asleep()) {
            return so.isUnknown(CAPACITY_SUFFICIENT, JobReasons.BY_SPEC, ASLEEP);
        }
        var placement = seen.placement();
        if (placement == null) {
            return known(
                    so,
                    CAPACITY_SUFFICIENT,
                    so.isUnknown(
                            CAPACITY_SUFFICIENT, JobReasons.NOT_PLACED, "placement has not looked at this job yet"));
        }
        if (!placement.fits()) {
            return so.isFalse(CAPACITY_SUFFICIENT, JobReasons.NOT_ENOUGH_SLOTS, placement.shortage());
        }
        var message = BoundedText.count(placement.slots(), "slot") + " on "
                + BoundedText.count(placement.grants().size(), "client");
        return so.isTrue(CAPACITY_SUFFICIENT, AS_WANTED, message);
    }

    private static Conditions coordinator(JobObservation seen, Conditions so) {
        var found = seen.around().about(COORDINATOR_READY);
        if (!found.isEmpty()) {
            return so.isFalse(COORDINATOR_READY, found.get(0).reason(), told(found));
        }
        if (seen.around().asleep()) {
            return so.isFalse(COORDINATOR_READY, JobReasons.BY_SPEC, ASLEEP);
        }
        var progress = seen.progress();
        if (progress == null) {
            var starting = so.isFalse(COORDINATOR_READY, JobReasons.STARTING, "the coordinator has not reported yet");
            return known(so, COORDINATOR_READY, starting);
        }
        return so.isTrue(COORDINATOR_READY, AS_WANTED, "reports in epoch " + progress.getEpoch());
    }

    private static Conditions clients(JobObservation seen, Conditions so) {
        var found = seen.around().about(CLIENTS_READY);
        var progress = seen.progress();
        if (seen.around().asleep()) {
            return so.isUnknown(CLIENTS_READY, JobReasons.BY_SPEC, ASLEEP);
        }
        if (progress == null && found.isEmpty()) {
            var starting = so.isUnknown(CLIENTS_READY, JobReasons.STARTING, "the coordinator has not reported yet");
            return known(so, CLIENTS_READY, starting);
        }
        if (progress == null) {
            return so.isFalse(CLIENTS_READY, found.get(0).reason(), told(found));
        }
        int live = progress.getLiveClients();
        var numbers = live + " of " + progress.getRosterClients() + " clients are live";
        if (!found.isEmpty()) {
            var others = live == 0 ? "" : ". The live ones train on";
            return so.isFalse(CLIENTS_READY, found.get(0).reason(), told(found) + ". " + numbers + others);
        }
        return progress.getRosterClients() > 0 && live >= progress.getRosterClients()
                ? so.isTrue(CLIENTS_READY, AS_WANTED, numbers)
                : so.isFalse(CLIENTS_READY, JobReasons.CLIENTS_MISSING, numbers + missing(seen, progress));
    }

    /** Of those placed; the roster itself is not in a report. */
    private static String missing(JobObservation seen, Progress progress) {
        var live = progress.getClientsList().stream()
                .filter(c -> c.getState() != ClientState.CLIENT_STATE_LOST)
                .map(ClientProgress::getClient)
                .collect(Collectors.toSet());
        var names = seen.placement() == null
                ? List.<String>of()
                : seen.placement().grants().stream()
                        .map(Grant::client)
                        .filter(c -> !live.contains(c))
                        .toList();
        return (names.isEmpty() ? "" : "; not " + BoundedText.names(names)) + ". The others rejoin by themselves";
    }

    private static Conditions experts(JobObservation seen, Conditions so) {
        var progress = seen.progress();
        if (progress == null || progress.getRound() == 0) {
            var untrained = so.isUnknown(EXPERTS_COVERED, JobReasons.NOT_TRAINED, "no round has been committed yet");
            return progress == null ? known(so, EXPERTS_COVERED, untrained) : untrained;
        }
        int wanted = seen.job().getSpec().model.experts;
        return progress.getCoveredExperts() >= wanted
                ? so.isTrue(EXPERTS_COVERED, AS_WANTED, wanted + " of " + wanted + " experts are being trained")
                : so.isFalse(EXPERTS_COVERED, JobReasons.EXPERT_STARVED, starved(progress, wanted));
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

    private static Conditions known(Conditions so, String type, Conditions otherwise) {
        boolean reported = so.get(type)
                .filter(c -> c.getStatus().equals("True")
                        || c.getReason().equals(JobReasons.EXPERT_STARVED)
                        || c.getReason().equals(JobReasons.CLIENTS_MISSING))
                .isPresent();
        return reported ? so : otherwise;
    }

    private static String told(List<ExternalTrouble> found) {
        var told = found.stream().limit(TOLD).map(ExternalTrouble::message).collect(Collectors.joining(". "));
        return found.size() <= TOLD ? told : told + "; and " + (found.size() - TOLD) + " more like it";
    }
}
