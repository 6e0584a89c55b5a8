package dev.fedmoe.operator.job.owned;

import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.operator.naming.Labels.Component;
import dev.fedmoe.operator.naming.Names;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;

/** Which authority vouches for the coordinator. */
public final class WorkerConfig {
    private WorkerConfig() {}

    public static ConfigMap desired(FederatedMoEJob job, String authorityPem) {
        return new ConfigMapBuilder()
                .withMetadata(Ownership.meta(job, Names.worker(job), Component.worker))
                .addToData("ca.crt", authorityPem)
                .build();
    }
}
