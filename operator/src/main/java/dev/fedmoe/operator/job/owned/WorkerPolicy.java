package dev.fedmoe.operator.job.owned;

import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.operator.naming.OwnedLabels;
import dev.fedmoe.operator.naming.OwnedLabels.Component;
import dev.fedmoe.operator.naming.OwnedNames;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRuleBuilder;
import java.util.Map;

/** A job's workers and its evaluator reach DNS and their coordinator, and nobody reaches them: private data has one way out. */
public final class WorkerPolicy {
    private static final int DNS_PORT = 53;

    /** Where the caching DNS of a node listens, in clusters that run one. */
    private static final String NODE_LOCAL_DNS = "169.254.20.10/32";

    private WorkerPolicy() {}

    public static NetworkPolicy desired(FederatedMoEJob job) {
        return new NetworkPolicyBuilder()
                .withMetadata(OwnedMetadata.meta(job, OwnedNames.worker(job), Component.worker))
                .withNewSpec()
                .withNewPodSelector()
                .addToMatchLabels(
                        OwnedLabels.JOB, OwnedLabels.value(job.getMetadata().getName()))
                .addNewMatchExpression()
                .withKey(OwnedLabels.COMPONENT)
                .withOperator("In")
                .withValues(Component.worker.name(), Component.evaluator.name())
                .endMatchExpression()
                .endPodSelector()
                .withPolicyTypes("Ingress", "Egress")
                .withEgress(names(), coordinator(job))
                .endSpec()
                .build();
    }

    private static NetworkPolicyEgressRule names() {
        return new NetworkPolicyEgressRuleBuilder()
                .addNewPort()
                .withNewPort(DNS_PORT)
                .withProtocol("UDP")
                .endPort()
                .addNewPort()
                .withNewPort(DNS_PORT)
                .withProtocol("TCP")
                .endPort()
                .addNewTo()
                .withNewNamespaceSelector()
                .withMatchLabels(Map.of("kubernetes.io/metadata.name", "kube-system"))
                .endNamespaceSelector()
                .endTo()
                .addNewTo()
                .withNewIpBlock()
                .withCidr(NODE_LOCAL_DNS)
                .endIpBlock()
                .endTo()
                .build();
    }

    private static NetworkPolicyEgressRule coordinator(FederatedMoEJob job) {
        return new NetworkPolicyEgressRuleBuilder()
                .addNewPort()
                .withNewPort(OwnedNames.COORDINATOR_PORT)
                .withProtocol("TCP")
                .endPort()
                .addNewTo()
                .withNewPodSelector()
                .withMatchLabels(OwnedLabels.selector(job, Component.coordinator))
                .endPodSelector()
                .endTo()
                .build();
    }
}
