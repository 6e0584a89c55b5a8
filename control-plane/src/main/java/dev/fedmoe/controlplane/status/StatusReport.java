package dev.fedmoe.controlplane.status;

import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.crds.job.FederatedMoEJobStatus;
import dev.fedmoe.crds.job.FederatedMoEJobStatus.Phase;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A job's status from what is known of it. */
public final class StatusReport {
    private final Clock clock;

    public StatusReport(Clock clock) {
        this.clock = clock;
    }

    /** The next status; the one before is read from the job, never changed. */
    public FederatedMoEJobStatus of(JobObservation seen) {
        var job = seen.job();
        var before = Objects.requireNonNullElseGet(job.getStatus(), FederatedMoEJobStatus::new);
        var status = new FederatedMoEJobStatus();
        status.observedGeneration = generation(job);
        status.phase = JobPhases.next(seen, before.phase);
        StatusMetrics.fill(status, before, seen);
        status.startTime = started(status.phase, before.startTime);
        status.completionTime = before.completionTime;
        if (status.completionTime == null && JobPhases.ended(status.phase)) {
            status.completionTime = now();
        }
        var conditions = Conditions.of(before.conditions, clock, generation(job));
        status.conditions =
                JobConditions.of(seen, status.phase, before.phase, conditions).list();
        return status;
    }

    /** A pause ends the time that a deadline counts, as with Jobs. */
    private @Nullable String started(Phase phase, @Nullable String before) {
        if (phase == Phase.Suspended) {
            return null;
        }
        return before == null && phase == Phase.Training ? now() : before;
    }

    private static long generation(FederatedMoEJob job) {
        return Objects.requireNonNullElse(job.getMetadata().getGeneration(), 1L);
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
