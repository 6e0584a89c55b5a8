package dev.fedmoe.operator.job.owned;

import dev.fedmoe.bridge.job.JobTranslation.Translated;
import dev.fedmoe.bridge.job.PodSizes;
import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.operator.OperatorSettings;

/** What a job's objects are made from. */
public record Blueprint(FederatedMoEJob job, Translated translated, OperatorSettings operator) {
    PodSizes sizes() {
        return PodSizes.of(job.getSpec(), translated);
    }

    String namespace() {
        return job.getMetadata().getNamespace();
    }
}
