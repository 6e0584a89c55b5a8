package dev.fedmoe.controlplane.job;

import dev.fedmoe.core.capacity.JobCost;
import dev.fedmoe.core.model.ModelSpec;
import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.protocol.v1alpha1.JobSettings;
import java.util.List;

/** A job as coordinator, workers and placement see it, or why it cannot run. */
public sealed interface JobTranslation {
    /** All defaults resolved. {@code settings.uid} is the job's metadata.uid, empty when it has none. */
    record Translated(JobSettings settings, ModelSpec model, JobCost cost) implements JobTranslation {}

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
        var settings = Settings.of(job);
        var model = Models.of(settings.getModel());
        var cost = Models.cost(model, settings.getTraining());
        return new Translated(settings, model, cost.withAsked(Models.asked(job.getSpec().worker.resources)));
    }
}
