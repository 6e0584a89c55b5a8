package dev.fedmoe.operator.job;

import dev.fedmoe.controlplane.status.ExternalTrouble;
import dev.fedmoe.operator.job.report.JobStatusPacing;
import java.util.List;

/**
 * What is remembered of a job from one look to the next; losing it costs one write and one try.
 *
 * @param refused objects the API server would not take when last tried
 */
record JobMemory(JobStatusPacing pacing, List<ExternalTrouble> refused) {
    static final JobMemory BLANK = new JobMemory(JobStatusPacing.FRESH, List.of());

    JobMemory {
        refused = List.copyOf(refused);
    }
}
