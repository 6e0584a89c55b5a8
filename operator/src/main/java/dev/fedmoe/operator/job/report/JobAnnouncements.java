package dev.fedmoe.operator.job.report;

import static dev.fedmoe.operator.announce.EventRecorder.Announcement.normal;
import static dev.fedmoe.operator.announce.EventRecorder.Announcement.warning;

import dev.fedmoe.controlplane.placement.BoundedName;
import dev.fedmoe.controlplane.status.JobReasons;
import dev.fedmoe.crds.job.FederatedMoEJobStatus;
import dev.fedmoe.crds.job.FederatedMoEJobStatus.Phase;
import dev.fedmoe.operator.announce.EventRecorder.Announcement;
import dev.fedmoe.operator.job.observe.JobPods;
import dev.fedmoe.operator.job.observe.JobSnapshot;
import dev.fedmoe.operator.job.run.WorkerPlan;
import dev.fedmoe.operator.naming.OwnedLabels;
import dev.fedmoe.protocol.v1alpha1.Happening;
import dev.fedmoe.protocol.v1alpha1.Progress;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a user would tell a colleague: from what changes in the status, in the pods, and from the coordinator's own happenings. */
public final class JobAnnouncements {
    private static final int EVERY = 10;

    /** A condition that becomes False for one of these is news; for others something else tells it. */
    private static final Set<String> TROUBLE = Set.of(
            JobReasons.NOT_BUILT,
            JobReasons.NOT_ENOUGH_SLOTS,
            JobReasons.POOL_NOT_FOUND,
            JobReasons.VOLUME_UNBOUND,
            JobReasons.VOLUME_LOST,
            JobReasons.VOLUME_IN_USE,
            JobReasons.DATA_MISSING,
            JobReasons.IMAGE_UNAVAILABLE,
            JobReasons.UNSCHEDULABLE,
            JobReasons.OBJECT_REFUSED,
            JobReasons.COORDINATOR_FAILING,
            JobReasons.WORKER_FAILING,
            JobReasons.WORKER_OUT_OF_MEMORY,
            JobReasons.EXPERT_STARVED);

    private final JobSnapshot seen;
    private final FederatedMoEJobStatus next;
    private final List<Announcement> told = new ArrayList<>();

    private JobAnnouncements(JobSnapshot seen, FederatedMoEJobStatus next) {
        this.seen = seen;
        this.next = next;
    }

    public static List<Announcement> of(JobSnapshot seen, FederatedMoEJobStatus next, @Nullable WorkerPlan workers) {
        if (seen.ended()) {
            return List.of();
        }
        var events = new JobAnnouncements(seen, next);
        if (workers != null) {
            events.placed(workers);
        }
        events.phase();
        events.coordinator();
        events.conditions();
        seen.progress().ifPresent(p -> p.getHappeningsList().forEach(events::happening));
        return events.told;
    }

    private void placed(WorkerPlan workers) {
        int round = seen.checkpoint().round;
        workers.joined()
                .forEach(g -> told.add(normal(
                        "Placed",
                        g.client() + " " + g.reason(),
                        "placed/" + g.client() + "/" + g.slots() + "/" + round)));
        workers.left()
                .forEach(p -> told.add(normal(
                        "Released", released(p), "released/" + p.getMetadata().getUid())));
    }

    private static String released(Pod pod) {
        var slots = pod.getMetadata().getLabels().getOrDefault(OwnedLabels.SLOTS, "?");
        return JobPods.client(pod) + " gives back " + (slots.equals("1") ? "its slot" : "its " + slots + " slots");
    }

    private void phase() {
        var before = seen.phase();
        var phase = next.phase;
        if (phase == null || phase == before) {
            return;
        }
        var generation = "/" + next.observedGeneration;
        switch (phase) {
            case Complete -> told.add(normal("Complete", complete(), "complete"));
            case Failed -> told.add(warning("Failed", message(JobReasons.FAILED), "failed"));
            case Suspended -> {
                if (before != null) {
                    told.add(normal("Suspended", "after round " + next.round, "suspended" + generation));
                }
            }
            default -> {
                if (before == Phase.Suspended) {
                    told.add(normal("Resumed", "from round " + next.round, "resumed" + generation));
                }
            }
        }
    }

    private String complete() {
        var metric = next.metric == null ? "" : ", " + next.metric;
        var model = next.model == null ? "" : ". The model is " + next.model.path + " on claim " + next.model.claimName;
        return message(JobReasons.COMPLETE) + metric + model;
    }

    private void coordinator() {
        var ready = condition(next, JobReasons.COORDINATOR_READY);
        var before = seen.job().getStatus() == null
                ? Optional.<Condition>empty()
                : condition(seen.job().getStatus(), JobReasons.COORDINATOR_READY);
        boolean news = ready.filter(c -> c.getStatus().equals("True"))
                .filter(c -> !before.map(Condition::getMessage).orElse("").equals(c.getMessage()))
                .isPresent();
        if (news && seen.progress().isPresent()) {
            long epoch = seen.progress().get().getEpoch();
            told.add(normal(
                    "CoordinatorStarted", "in epoch " + epoch + ", at round " + next.round, "coordinator/" + epoch));
        }
    }

    private void conditions() {
        for (var condition : next.conditions) {
            var before = seen.job().getStatus() == null
                    ? Optional.<Condition>empty()
                    : condition(seen.job().getStatus(), condition.getType());
            var was = before.map(Condition::getReason).orElse("");
            boolean news =
                    !condition.getReason().equals(was) && condition.getStatus().equals("False");
            if (news && !condition.getType().equals(JobReasons.READY) && TROUBLE.contains(condition.getReason())) {
                var key = condition.getReason() + "/" + BoundedName.digest(condition.getMessage());
                told.add(warning(condition.getReason(), condition.getMessage(), key));
            }
            if (was.equals(JobReasons.CLIENTS_MISSING) && condition.getStatus().equals("True")) {
                // Before the first round, and after a pause, they come for the first time.
                var reason =
                        seen.phase() == Phase.Training && seen.checkpoint().round > 0 ? "ClientBack" : "ClientsReady";
                told.add(normal(reason, condition.getMessage(), "back/" + seen.checkpoint().round));
            }
        }
    }

    /** Those of rounds that status does not show yet; what came before has been told. */
    private void happening(Happening happening) {
        boolean round = happening.getReason().equals("RoundCommitted");
        boolean toldByPhase = happening.getReason().equals("Complete");
        if (toldByPhase
                || happening.getRound() < seen.checkpoint().round
                || (round && happening.getRound() % EVERY != 0)) {
            return;
        }
        var metric = round && next.metric != null ? ", " + next.metric : "";
        // Each coordinator numbers from one.
        long epoch = seen.progress().map(Progress::getEpoch).orElse(0L);
        var key = "happening/" + epoch + "/" + happening.getNumber();
        var message = happening.getMessage() + metric;
        told.add(round ? normal(happening.getReason(), message, key) : warning(happening.getReason(), message, key));
    }

    private String message(String type) {
        return condition(next, type).map(Condition::getMessage).orElse("");
    }

    private static Optional<Condition> condition(FederatedMoEJobStatus status, String type) {
        return status.conditions.stream().filter(c -> c.getType().equals(type)).findFirst();
    }
}
