package dev.fedmoe.operator.job.owned;

import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.operator.naming.OwnedLabels;
import dev.fedmoe.operator.naming.OwnedLabels.Component;
import dev.fedmoe.operator.naming.OwnedNames;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;

/** Where workers and operator find the coordinator. */
public final class CoordinatorService {
    private CoordinatorService() {}

    public static Service desired(FederatedMoEJob job) {
        return new ServiceBuilder()
                .withMetadata(OwnedMetadata.meta(job, OwnedNames.coordinator(job), Component.coordinator))
                .withNewSpec()
                .withType("ClusterIP")
                .withSelector(OwnedLabels.selector(job, Component.coordinator))
                .addNewPort()
                .withName("grpc")
                .withPort(OwnedNames.COORDINATOR_PORT)
                .withProtocol("TCP")
                .withTargetPort(new IntOrString(OwnedNames.COORDINATOR_PORT))
                .endPort()
                .endSpec()
                .build();
    }
}
