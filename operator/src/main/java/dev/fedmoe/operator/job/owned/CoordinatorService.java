package dev.fedmoe.operator.job.owned;

import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.operator.naming.Labels;
import dev.fedmoe.operator.naming.Labels.Component;
import dev.fedmoe.operator.naming.Names;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;

/** Where workers and operator find the coordinator. */
public final class CoordinatorService {
    private CoordinatorService() {}

    public static Service desired(FederatedMoEJob job) {
        return new ServiceBuilder()
                .withMetadata(Ownership.meta(job, Names.coordinator(job), Component.coordinator))
                .withNewSpec()
                .withType("ClusterIP")
                .withSelector(Labels.selector(job, Component.coordinator))
                .addNewPort()
                .withName("grpc")
                .withPort(Names.COORDINATOR_PORT)
                .withProtocol("TCP")
                .withTargetPort(new IntOrString(Names.COORDINATOR_PORT))
                .endPort()
                .endSpec()
                .build();
    }
}
