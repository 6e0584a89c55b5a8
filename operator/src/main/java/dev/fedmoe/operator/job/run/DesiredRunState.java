package dev.fedmoe.operator.job.run;

import dev.fedmoe.controlplane.status.ExternalTrouble;
import dev.fedmoe.crds.job.FederatedMoEJobStatus.Phase;
import dev.fedmoe.operator.job.observe.JobSnapshot;
import dev.fedmoe.protocol.v1alpha1.JobPhase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What of a job is to run now.
 *
 * @param hold why nothing may be started; empty when all may
 * @param asleep paused, and nothing is running that must finish
 * @param replicas of the coordinator
 */
public record DesiredRunState(Optional<ExternalTrouble> hold, boolean asleep, int replicas) {
    /** A round may take minutes; after so long a pause is a pause. */
    public static final Duration LONGEST_FINISH = Duration.ofMinutes(10);

    /** The exported model is named with the end or very soon after. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(30);

    public static DesiredRunState of(JobSnapshot seen) {
        var hold = VolumeCheck.refusal(seen);
        if (hold.isPresent()) {
            return new DesiredRunState(hold, seen.job().getSpec().suspend, 0);
        }
        if (seen.ended()) {
            return new DesiredRunState(hold, false, hasSaidAll(seen) ? 0 : seen.replicas());
        }
        if (seen.job().getSpec().suspend) {
            boolean asleep = asleep(seen);
            return new DesiredRunState(hold, asleep, asleep ? 0 : 1);
        }
        boolean placed =
                seen.told().placed().map(p -> !p.placement().grants().isEmpty()).orElse(false);
        // A job that has nobody to train with costs nothing; one that has begun keeps its coordinator.
        return new DesiredRunState(hold, false, placed || seen.replicas() > 0 || seen.checkpoint().round > 0 ? 1 : 0);
    }

    /** Workers go on: the job runs, or finishes its round before a pause. */
    boolean working() {
        return replicas > 0;
    }

    public static Optional<Instant> patienceEnds(JobSnapshot seen) {
        return seen.job().getSpec().suspend && !asleep(seen) && !seen.ended()
                ? Optional.of(seen.pauseChanged().plus(LONGEST_FINISH))
                : Optional.empty();
    }

    private static boolean asleep(JobSnapshot seen) {
        boolean reported = seen.connected()
                && seen.progress()
                        .filter(p -> p.getPhase() == JobPhase.JOB_PHASE_SUSPENDED)
                        .isPresent();
        boolean overdue =
                suspendedKnown(seen) && !seen.now().isBefore(seen.pauseChanged().plus(LONGEST_FINISH));
        return seen.replicas() == 0 || reported || overdue;
    }

    /** The status has said so since {@link JobSnapshot#pauseChanged}. */
    private static boolean suspendedKnown(JobSnapshot seen) {
        return seen.job().getStatus() != null
                && seen.job().getStatus().conditions.stream()
                        .anyMatch(c ->
                                c.getType().equals("Suspended") && c.getStatus().equals("True"));
    }

    private static boolean hasSaidAll(JobSnapshot seen) {
        var status = seen.job().getStatus();
        return status.model != null
                || status.phase != Phase.Complete
                || status.completionTime == null
                || !seen.now().isBefore(Instant.parse(status.completionTime).plus(LAST_WORDS));
    }
}
