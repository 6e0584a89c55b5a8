package dev.fedmoe.controlplane.job;

import dev.fedmoe.core.capacity.JobCost;
import dev.fedmoe.core.job.JobSpec;
import dev.fedmoe.crds.job.FederatedMoEJob;
import java.util.List;

/** A job as coordinator, workers and placement see it, or why it cannot run. */
public sealed interface JobTranslation {
    /**
     * A job that can run.
     *
     * @param cost as the job counts in placement: with what its manifest asks for
     */
    record Translated(JobSpec spec, JobCost cost) implements JobTranslation {}

    /**
     * Valid for the API, but asks for what cannot be done.
     *
     * @param problems one line each: field, value, next step
     */
    record Refused(List<String> problems) implements JobTranslation {
        public Refused {
            problems = List.copyOf(problems);
        }
    }

    /** Translates a job whose manifest has passed the API's checks. */
    static JobTranslation of(FederatedMoEJob job) {
        var problems = UnsupportedFields.in(job.getSpec());
        if (!problems.isEmpty()) {
            return new Refused(problems);
        }
        try {
            var spec = JobSpecMapper.map(job);
            return new Translated(spec, spec.cost().withAsked(PodSizes.asked(job.getSpec().worker.resources)));
        } catch (IllegalArgumentException e) {
            // The API server checks the same, unless its copy of the CRDs is an older one.
            return new Refused(List.of("spec." + e.getMessage()));
        }
    }
}
