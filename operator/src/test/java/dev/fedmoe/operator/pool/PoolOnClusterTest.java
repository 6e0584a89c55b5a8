package dev.fedmoe.operator.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.crds.client.EdgeClient;
import dev.fedmoe.crds.client.EdgeClientStatus.State;
import dev.fedmoe.crds.pool.EdgeClientPool;
import dev.fedmoe.operator.announce.EventRecorder;
import dev.fedmoe.operator.apply.ParallelCalls;
import dev.fedmoe.operator.apply.ServerSideApplier;
import dev.fedmoe.operator.testing.KubeconfigCluster;
import dev.fedmoe.testing.RealParts;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.javaoperatorsdk.operator.Operator;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** One pool of one node of the cluster that KUBECONFIG names. No older pool there may match that node: it would have it. */
@EnabledIfEnvironmentVariable(named = "KUBECONFIG", matches = ".+")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@RealParts
class PoolOnClusterTest {
    /** As promised; a busy machine gets no more. */
    private static final Duration SHOWN = Duration.ofSeconds(10);

    private static final int EDITS = 10;

    private static final int LOOKS = 3;

    private final KubeconfigCluster cluster = new KubeconfigCluster("pool");
    private final KubernetesClient client = cluster.client;
    private final String label = cluster.namespace;
    private final String node =
            client.nodes().list().getItems().get(0).getMetadata().getName();
    private final CountingApplier applier =
            new CountingApplier(new ServerSideApplier(client, new SingleReplicaLeadership()));
    private final Operator operator =
            new Operator(o -> o.withKubernetesClient(client).withCloseClientOnStop(false));

    @BeforeAll
    void start() {
        var always = new SingleReplicaLeadership();
        var links = new EmptyCoordinatorLinks();
        EventRecorder silent = (regarding, announcement) -> {};
        operator.register(new PoolReconciler(
                new PoolCycle(
                        links,
                        new PlacementRegistry(),
                        new PoolWriter(applier, silent, new ParallelCalls()),
                        Clock.systemUTC()),
                always,
                applier,
                links,
                new StrandedPods(applier, always, new NodeHeartbeats(client), Clock.systemUTC()),
                Clock.systemUTC()));
        operator.start();
        claim();
        client.resource(pool()).create();
        edit(n -> labelled(n, "true"));
        awaitState(State.Ready);
    }

    @AfterEach
    void restore() {
        edit(n -> labelled(
                n.edit()
                        .editSpec()
                        .withUnschedulable(null)
                        .removeMatchingFromTaints(t -> t.getKey().equals("gpu"))
                        .endSpec()
                        .build(),
                "true"));
        claim();
        awaitState(State.Ready);
        awaitPool(p -> "1/1".equals(p.getStatus().ready));
    }

    @AfterAll
    void stop() {
        operator.stop();
        edit(n -> labelled(n, null));
        cluster.close();
    }

    @Test
    void aCordonedNodeShows() {
        edit(n -> n.edit().editSpec().withUnschedulable(true).endSpec().build());

        awaitState(State.Cordoned);
        awaitPool(p -> "0/1".equals(p.getStatus().ready));
    }

    @Test
    void aTaintedNodeShows() {
        edit(n -> n.edit()
                .editSpec()
                .addNewTaint()
                .withKey("gpu")
                .withEffect("NoSchedule")
                .endTaint()
                .endSpec()
                .build());

        awaitState(State.Tainted);
    }

    @Test
    void aNodeThatMatchesNoMoreIsNoClientAndComesBackAsTheSame() {
        edit(n -> labelled(n, null));

        awaitClient(Optional::isEmpty);
        edit(n -> labelled(n, "true"));
        awaitState(State.Ready);
    }

    @Test
    void aNodeWithoutItsClaimShows() {
        client.persistentVolumeClaims()
                .inNamespace(cluster.namespace)
                .withName("images-" + node)
                .delete();

        awaitState(State.NoData);
        awaitPool(p -> p.getStatus().conditions.stream().anyMatch(c -> c.getMessage()
                .contains("claim images-" + node + " not found in namespace " + cluster.namespace
                        + " (1 of 1 clients)")));
    }

    @Test
    void aClientDeletedByHandComesBack() {
        var uid = clients().get().getMetadata().getUid();
        clients().delete();

        awaitClient(
                c -> c.filter(now -> !now.getMetadata().getUid().equals(uid)).isPresent());
    }

    /** A write that an earlier change still owed may come first. */
    @Test
    void whatIsSoAlreadyIsNotWritten() throws InterruptedException {
        int look = 0;
        while (writesAfterATouch("touch-" + look)) {
            look++;
            assertThat(look).as("looks that all wrote").isLessThan(LOOKS);
        }

        for (int more = 0; more < LOOKS; more++) {
            assertThat(writesAfterATouch("again-" + more))
                    .as("look %d writes again", more)
                    .isFalse();
        }
    }

    private boolean writesAfterATouch(String value) throws InterruptedException {
        int before = applier.written();
        applier.looks.drainPermits();

        edit(n -> n.edit()
                .editMetadata()
                .addToLabels(label + "/touched", value)
                .endMetadata()
                .build());
        assertThat(applier.looks.tryAcquire(SHOWN.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        return applier.written() != before;
    }

    private void awaitState(State state) {
        awaitClient(c -> c.filter(now -> now.getStatus() != null && now.getStatus().state == state)
                .isPresent());
    }

    private void awaitClient(Predicate<Optional<EdgeClient>> so) {
        clients().waitUntilCondition(c -> so.test(Optional.ofNullable(c)), SHOWN.toSeconds(), TimeUnit.SECONDS);
    }

    private void awaitPool(Predicate<EdgeClientPool> so) {
        pools().waitUntilCondition(
                        p -> p != null && p.getStatus() != null && so.test(p), SHOWN.toSeconds(), TimeUnit.SECONDS);
    }

    private Resource<EdgeClient> clients() {
        return client.resources(EdgeClient.class).inNamespace(cluster.namespace).withName("cameras-" + node);
    }

    private Resource<EdgeClientPool> pools() {
        return client.resources(EdgeClientPool.class)
                .inNamespace(cluster.namespace)
                .withName("cameras");
    }

    /** Kubelets and controllers write nodes too; who comes second looks again. */
    private void edit(UnaryOperator<Node> change) {
        for (int left = EDITS; left > 0; left--) {
            try {
                client.nodes().withName(node).edit(change);
                return;
            } catch (KubernetesClientException e) {
                if (e.getCode() != HttpURLConnection.HTTP_CONFLICT || left == 1) {
                    throw e;
                }
            }
        }
    }

    private Node labelled(Node now, @Nullable String value) {
        var metadata = now.edit().editMetadata().removeFromLabels(label);
        return (value == null ? metadata : metadata.addToLabels(label, value))
                .endMetadata()
                .build();
    }

    private EdgeClientPool pool() {
        var pool = PoolFixture.cameras();
        pool.getMetadata().setNamespace(cluster.namespace);
        pool.getMetadata().setUid(null);
        pool.getMetadata().setCreationTimestamp(null);
        pool.getSpec().nodeSelector.setMatchLabels(Map.of(label, "true"));
        return pool;
    }

    private void claim() {
        var claim = new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName("images-" + node)
                .withNamespace(cluster.namespace)
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withStorageClassName("none")
                .withNewResources()
                .addToRequests("storage", new Quantity("1Mi"))
                .endResources()
                .endSpec()
                .build();
        client.resource(claim).serverSideApply();
    }
}
