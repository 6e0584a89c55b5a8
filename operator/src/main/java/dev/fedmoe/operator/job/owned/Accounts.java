package dev.fedmoe.operator.job.owned;

import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.operator.naming.Labels.Component;
import dev.fedmoe.operator.naming.Names;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;

/** Service accounts of coordinator and workers: identities without any right at the API server. */
public final class Accounts {
    private Accounts() {}

    public static ServiceAccount coordinator(FederatedMoEJob job) {
        return desired(job, Names.coordinator(job), Component.coordinator);
    }

    public static ServiceAccount worker(FederatedMoEJob job) {
        return desired(job, Names.worker(job), Component.worker);
    }

    private static ServiceAccount desired(FederatedMoEJob job, String name, Component component) {
        return new ServiceAccountBuilder()
                .withMetadata(Ownership.meta(job, name, component))
                .withAutomountServiceAccountToken(false)
                .build();
    }
}
