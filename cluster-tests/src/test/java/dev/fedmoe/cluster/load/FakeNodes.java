package dev.fedmoe.cluster.load;

import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Nodes without a kubelet that look alive: Ready, and a lease renewed in time. Pods sent there stay Pending for ever. */
final class FakeNodes implements AutoCloseable {
    static final Map<String, String> LABEL = Map.of("fedmoe.dev/fake", "true");

    /** The test cluster gives a silent node up after 20 s. */
    private static final int RENEW_SECONDS = 5;

    private static final int LEASE_SECONDS = 40;

    private final KubernetesClient client;
    private final List<String> names;
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();

    private final Future<?> beating;

    FakeNodes(KubernetesClient client, int count) {
        this.client = client;
        this.names = IntStream.range(0, count).mapToObj("fake-%03d"::formatted).toList();
        names.forEach(this::create);
        this.beating = heart.scheduleAtFixedRate(() -> names.forEach(this::beat), 0, RENEW_SECONDS, TimeUnit.SECONDS);
    }

    List<String> names() {
        return names;
    }

    private void create(String name) {
        var node = new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(Map.of("fedmoe.dev/fake", "true", "kubernetes.io/hostname", name))
                .endMetadata()
                .withNewStatus()
                .withCapacity(size())
                .withAllocatable(size())
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .withReason("Fake")
                .withLastHeartbeatTime(now().toString())
                .endCondition()
                .endStatus()
                .build();
        // With its status, as a kubelet registers itself; the taint it is born with goes once its controller has seen
        // it Ready.
        client.resource(node).create();
    }

    private void beat(String name) {
        var lease = new LeaseBuilder()
                .withNewMetadata()
                .withNamespace("kube-node-lease")
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withHolderIdentity(name)
                .withLeaseDurationSeconds(LEASE_SECONDS)
                .withRenewTime(now())
                .endSpec()
                .build();
        client.resource(lease).forceConflicts().serverSideApply();
    }

    private static Map<String, Quantity> size() {
        return Map.of("cpu", new Quantity("96"), "memory", new Quantity("384Gi"), "pods", new Quantity("500"));
    }

    private static ZonedDateTime now() {
        return ZonedDateTime.now(ZoneOffset.UTC);
    }

    @Override
    public void close() {
        boolean died = beating.isDone();
        heart.shutdownNow();
        client.nodes().withLabels(LABEL).delete();
        if (died) {
            throw new AssertionError("the fake nodes were not kept alive to the end");
        }
    }
}
