package dev.fedmoe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.cluster.audit.AuditLog;
import dev.fedmoe.cluster.fixture.LocalPathProvisioner;
import dev.fedmoe.cluster.fixture.NodeMachines.Offer;
import dev.fedmoe.cluster.fixture.TestCluster;
import dev.fedmoe.cluster.scene.EventualAssert;
import dev.fedmoe.cluster.scene.EventualAssert.Seen;
import dev.fedmoe.cluster.suite.NeedsMachines;
import dev.fedmoe.cluster.suite.OnCluster;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The other tests believe their cluster; this one asks it first. */
@OnCluster
@NeedsMachines
@Order(1)
class FixtureTest {
    private static final String NAMESPACE = "test-fixture";

    @AfterEach
    void clean(TestCluster cluster) {
        cluster.kubectl("delete", "namespace", NAMESPACE, "--ignore-not-found", "--wait=false");
    }

    @Test
    void aClaimGetsADiskOnTheNodeItsPodIsSentTo(TestCluster cluster) {
        given(
                cluster,
                """
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: disk, namespace: test-fixture}
                spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
                """
                        + pod("reader", "edge-2"));

        var claim =
                cluster.client().persistentVolumeClaims().inNamespace(NAMESPACE).withName("disk");
        running(cluster, "reader").withinSeconds(30);
        assertThat(claim.get().getSpec().getStorageClassName()).isEqualTo(LocalPathProvisioner.STORAGE_CLASS);
        assertThat(claim.get().getMetadata().getAnnotations())
                .containsEntry("volume.kubernetes.io/selected-node", "edge-2");
    }

    @Test
    void aPowerCutIsSeenAndAPodComesBackWithItsNode(TestCluster cluster) {
        given(cluster, plainPod("stays", "edge-3"));
        running(cluster, "stays").withinSeconds(30);

        cluster.power().crash("edge-3");

        try {
            node(cluster, "edge-3", "Unknown").withinSeconds(40);
        } finally {
            cluster.power().start("edge-3");
        }
        node(cluster, "edge-3", "True").withinSeconds(30);
    }

    @Test
    void aNodeOffersWhatItWasToldTo(TestCluster cluster) {
        cluster.power().join("edge-9", new Offer(1024, 700, Map.of()));
        try {
            node(cluster, "edge-9", "True").withinSeconds(30);
            var offered = cluster.client()
                    .nodes()
                    .withName("edge-9")
                    .get()
                    .getStatus()
                    .getAllocatable();
            var memory = Objects.requireNonNull(offered.get("memory")).getNumericalAmount();
            assertThat(offered).containsEntry("cpu", new Quantity("700m"));
            assertThat(memory.longValue()).isBetween(1020L << 20, 1028L << 20);
        } finally {
            cluster.power().crash("edge-9");
            cluster.kubectl("delete", "node", "edge-9");
        }
    }

    @Test
    void theAuditLogCountsWhatAServiceAccountWrites(TestCluster cluster) {
        given(
                cluster,
                """
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: writer, namespace: test-fixture}
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: writer, namespace: test-fixture}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
                subjects: [{kind: ServiceAccount, name: writer, namespace: test-fixture}]
                """);
        String token =
                cluster.kubectl("create", "token", "writer", "-n", NAMESPACE).text();
        var log = AuditLog.fromNow(cluster.power().auditLog());

        try (var writer =
                new KubernetesClientBuilder().withConfig(as(cluster, token)).build()) {
            var maps = writer.configMaps().inNamespace(NAMESPACE);
            maps.list();
            maps.resource(new ConfigMapBuilder()
                            .withNewMetadata()
                            .withName("one")
                            .endMetadata()
                            .build())
                    .create();
        }

        var seen = log.by(NAMESPACE, "writer");
        assertThat(seen).extracting(r -> r.right()).contains("list configmaps", "create configmaps");
        assertThat(seen.stream().filter(r -> r.writes())).hasSize(1);
    }

    @Test
    void aLinkIsAsSlowAsItWasSetTo(TestCluster cluster) {
        var power = cluster.power();
        power.rate("edge-4", "1mbit");
        try {
            var shown = cluster.shell().run(Duration.ofSeconds(5), "tc", "qdisc", "show");
            assertThat(shown.text()).contains("rate 1Mbit");
        } finally {
            power.rate("edge-4", "off");
        }
    }

    private static Config as(TestCluster cluster, String token) {
        var config = cluster.client().getConfiguration();
        return new ConfigBuilder(Config.empty())
                .withMasterUrl(config.getMasterUrl())
                .withCaCertFile(config.getCaCertFile())
                .withOauthToken(token)
                .build();
    }

    private static void given(TestCluster cluster, String yaml) {
        // The namespace of the test before may still be on its way out.
        var applied = new EventualAssert("the namespace takes objects", () -> {
            cluster.kubectl("create", "namespace", NAMESPACE);
            var output = cluster.apply(yaml);
            return new Seen(output.succeeded(), output.err());
        });
        applied.withinSeconds(30);
    }

    private static EventualAssert running(TestCluster cluster, String pod) {
        return new EventualAssert("pod " + pod + " runs", () -> {
            var found =
                    cluster.client().pods().inNamespace(NAMESPACE).withName(pod).get();
            String phase = found == null ? "absent" : found.getStatus().getPhase();
            return new Seen(phase.equals("Running"), phase);
        });
    }

    private static EventualAssert node(TestCluster cluster, String node, String ready) {
        return new EventualAssert(node + " is Ready=" + ready, () -> {
            var found = cluster.client().nodes().withName(node).get();
            String seen = found == null
                    ? "absent"
                    : found.getStatus().getConditions().stream()
                            .filter(c -> c.getType().equals("Ready"))
                            .map(c -> c.getStatus())
                            .findFirst()
                            .orElse("unknown");
            return new Seen(seen.equals(ready), seen);
        });
    }

    private static String plainPod(String name, String node) {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, namespace: test-fixture}
                spec:
                  nodeName: %s
                  tolerations: [{operator: Exists}]
                  containers: [{name: pause, image: "localhost/pause:1", imagePullPolicy: Never}]
                """
                .formatted(name, node);
    }

    private static String pod(String name, String node) {
        return """
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, namespace: test-fixture}
                spec:
                  nodeSelector: {kubernetes.io/hostname: %s}
                  containers:
                    - {name: pause, image: "localhost/pause:1", imagePullPolicy: Never, volumeMounts: [{name: disk, mountPath: /disk}]}
                  volumes: [{name: disk, persistentVolumeClaim: {claimName: disk}}]
                """
                .formatted(name, node);
    }
}
