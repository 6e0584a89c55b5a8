package dev.fedmoe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.cluster.fixture.OperatorRelease;
import dev.fedmoe.cluster.scene.ClusterNamespace;
import dev.fedmoe.cluster.scene.EventualAssert;
import dev.fedmoe.cluster.scene.EventualAssert.Seen;
import dev.fedmoe.cluster.suite.OnCluster;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Last of all: what {@code helm uninstall} leaves, and that it says so. */
@OnCluster
@Order(1000)
class UninstallTest {
    private static final String MADE_BY_THE_CHART =
            "deployments,services,serviceaccounts,configmaps,roles,rolebindings,networkpolicies,poddisruptionbudgets";

    @Test
    void crdsAndCustomResourcesStayAndNothingElse(ClusterNamespace plant, OperatorRelease operator) {
        plant.withPool();

        var said = operator.uninstall();

        assertThat(said.text()).contains("kept due to the resource policy").contains("federatedmoejobs.fedmoe.dev");
        var cluster = plant.cluster();
        assertThat(cluster.kubectl("get", "ecp", ClusterNamespace.POOL, "-n", plant.namespace(), "-o", "name")
                        .text())
                .isNotEmpty();
        assertThat(cluster.kubectl("get", MADE_BY_THE_CHART, "-n", OperatorRelease.NAMESPACE, "-o", "name")
                        .text()
                        .lines())
                .filteredOn(name -> !name.endsWith("/default") && !name.endsWith("/kube-root-ca.crt"))
                .isEmpty();
        // By the garbage collector, after the Deployment that owns them.
        new EventualAssert("the operator's lease and authority are gone", () -> {
                    var left = cluster.kubectl("get", "leases,secrets", "-n", OperatorRelease.NAMESPACE, "-o", "name")
                            .text();
                    return new Seen(left.isBlank(), left);
                })
                .withinSeconds(30);
        assertThat(cluster.kubectl(
                                "get",
                                "clusterroles,clusterrolebindings",
                                "-l",
                                "app.kubernetes.io/instance=fedmoe",
                                "-o",
                                "name")
                        .text())
                .isEmpty();
    }
}
