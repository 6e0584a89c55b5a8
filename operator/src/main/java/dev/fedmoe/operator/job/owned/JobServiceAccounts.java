package dev.fedmoe.operator.job.owned;

import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.operator.naming.OwnedLabels.Component;
import dev.fedmoe.operator.naming.OwnedNames;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;

/** Service accounts of coordinator and workers: identities without any right at the API server. */
public final class JobServiceAccounts {
    private JobServiceAccounts() {}

    public static ServiceAccount coordinator(FederatedMoEJob job) {
        return desired(job, OwnedNames.coordinator(job), Component.coordinator);
    }

    public static ServiceAccount worker(FederatedMoEJob job) {
        return desired(job, OwnedNames.worker(job), Component.worker);
    }

    private static ServiceAccount desired(FederatedMoEJob job, String name, Component component) {
        return new ServiceAccountBuilder()
                .withMetadata(OwnedMetadata.meta(job, name, component))
                .withAutomountServiceAccountToken(false)
                .build();
    }
}
