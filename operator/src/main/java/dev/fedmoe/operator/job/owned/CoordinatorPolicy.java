package dev.fedmoe.operator.job.owned;

import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.operator.naming.OwnedLabels;
import dev.fedmoe.operator.naming.OwnedLabels.Component;
import dev.fedmoe.operator.naming.OwnedNames;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import java.util.Map;

/** A coordinator hears its own workers, its evaluator and the operator; it calls nobody. */
public final class CoordinatorPolicy {
    private static final String NAMESPACE_NAME = "kubernetes.io/metadata.name";

    private CoordinatorPolicy() {}

    public static NetworkPolicy desired(FederatedMoEJob job, String operatorNamespace) {
        return new NetworkPolicyBuilder()
                .withMetadata(OwnedMetadata.meta(job, OwnedNames.coordinator(job), Component.coordinator))
                .withNewSpec()
                .withNewPodSelector()
                .withMatchLabels(OwnedLabels.selector(job, Component.coordinator))
                .endPodSelector()
                .withPolicyTypes("Ingress", "Egress")
                .addNewIngress()
                .addNewPort()
                .withNewPort(OwnedNames.COORDINATOR_PORT)
                .withProtocol("TCP")
                .endPort()
                .addNewFrom()
                .withNewPodSelector()
                .withMatchLabels(OwnedLabels.selector(job, Component.worker))
                .endPodSelector()
                .endFrom()
                .addNewFrom()
                .withNewPodSelector()
                .withMatchLabels(OwnedLabels.selector(job, Component.evaluator))
                .endPodSelector()
                .endFrom()
                .addNewFrom()
                .withNewNamespaceSelector()
                .withMatchLabels(Map.of(NAMESPACE_NAME, operatorNamespace))
                .endNamespaceSelector()
                .withNewPodSelector()
                .withMatchLabels(Map.of(OwnedLabels.COMPONENT, "operator"))
                .endPodSelector()
                .endFrom()
                .endIngress()
                .endSpec()
                .build();
    }
}
