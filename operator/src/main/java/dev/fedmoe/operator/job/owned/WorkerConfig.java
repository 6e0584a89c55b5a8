package dev.fedmoe.operator.job.owned;

import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.operator.naming.OwnedLabels.Component;
import dev.fedmoe.operator.naming.OwnedNames;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;

/** Which authority vouches for the coordinator. */
public final class WorkerConfig {
    private WorkerConfig() {}

    public static ConfigMap desired(FederatedMoEJob job, String authorityPem) {
        return new ConfigMapBuilder()
                .withMetadata(OwnedMetadata.meta(job, OwnedNames.worker(job), Component.worker))
                .addToData("ca.crt", authorityPem)
                .build();
    }
}
