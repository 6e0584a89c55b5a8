package dev.fedmoe.core.federation.planning;

import dev.fedmoe.core.job.JobSpec;
import dev.fedmoe.core.model.ModelManifest;

/**
 * What stays as it is from a coordinator's start to its end.
 *
 * @param manifest the job's, made once
 * @param epoch of this start
 * @param startedNanos when it started
 */
public record FederationRun(JobSpec job, ModelManifest manifest, long epoch, WaitLimits limits, long startedNanos) {
    public static FederationRun of(JobSpec job, long epoch, WaitLimits limits, long startedNanos) {
        return new FederationRun(job, job.manifest(), epoch, limits, startedNanos);
    }

    public int experts() {
        return manifest.experts();
    }

    /** How long everyone on the roster is still waited for before the first round, in nanoseconds; 0 once that time is over. */
    public long joinNanos(long nowNanos) {
        return Math.max(0, startedNanos + limits.joinWindow().toNanos() - nowNanos);
    }
}
