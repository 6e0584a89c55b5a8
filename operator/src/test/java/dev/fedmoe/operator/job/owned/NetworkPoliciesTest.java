package dev.fedmoe.operator.job.owned;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.crds.job.FederatedMoEJob;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

class NetworkPoliciesTest {
    @Test
    void aCoordinatorHearsItsOwnAndCallsNobody() {
        assertThat(spec(CoordinatorPolicy.desired(job(), "fedmoe-system").getSpec()))
                .isEqualTo(
                        """
                        ingress:
                        - from:
                          - podSelector:
                              matchLabels:
                                app.kubernetes.io/component: worker
                                fedmoe.dev/job: fashion
                          - podSelector:
                              matchLabels:
                                app.kubernetes.io/component: evaluator
                                fedmoe.dev/job: fashion
                          - namespaceSelector:
                              matchLabels:
                                kubernetes.io/metadata.name: fedmoe-system
                            podSelector:
                              matchLabels:
                                app.kubernetes.io/component: operator
                          ports:
                          - port: 7443
                            protocol: TCP
                        podSelector:
                          matchLabels:
                            app.kubernetes.io/component: coordinator
                            fedmoe.dev/job: fashion
                        policyTypes:
                        - Ingress
                        - Egress
                        """);
    }

    @Test
    void aWorkerReachesDnsAndItsCoordinatorOnly() {
        assertThat(spec(WorkerPolicy.desired(job()).getSpec()))
                .isEqualTo(
                        """
                        egress:
                        - ports:
                          - port: 53
                            protocol: UDP
                          - port: 53
                            protocol: TCP
                          to:
                          - namespaceSelector:
                              matchLabels:
                                kubernetes.io/metadata.name: kube-system
                          - ipBlock:
                              cidr: 169.254.20.10/32
                        - ports:
                          - port: 7443
                            protocol: TCP
                          to:
                          - podSelector:
                              matchLabels:
                                app.kubernetes.io/component: coordinator
                                fedmoe.dev/job: fashion
                        podSelector:
                          matchExpressions:
                          - key: app.kubernetes.io/component
                            operator: In
                            values:
                            - worker
                            - evaluator
                          matchLabels:
                            fedmoe.dev/job: fashion
                        policyTypes:
                        - Ingress
                        - Egress
                        """);
    }

    private static FederatedMoEJob job() {
        var job = new FederatedMoEJob();
        job.setMetadata(new ObjectMetaBuilder()
                .withName("fashion")
                .withNamespace("plant")
                .build());
        return job;
    }

    private static String spec(Object spec) {
        return Serialization.asYaml(Serialization.unmarshal(Serialization.asYaml(spec), java.util.TreeMap.class))
                .replaceFirst("^---\n", "")
                .replace("\"", "");
    }
}
