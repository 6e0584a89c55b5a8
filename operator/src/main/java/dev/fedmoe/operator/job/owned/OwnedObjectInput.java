package dev.fedmoe.operator.job.owned;

import dev.fedmoe.controlplane.job.JobTranslation.Translated;
import dev.fedmoe.controlplane.job.PodSizes;
import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.operator.OperatorSettings;

/** What a job's objects are made from. */
public record OwnedObjectInput(FederatedMoEJob job, Translated translated, OperatorSettings operator) {
    public PodSizes sizes() {
        return PodSizes.of(job.getSpec(), translated);
    }

    public String namespace() {
        return job.getMetadata().getNamespace();
    }
}
