package dev.fedmoe.cluster.scene;

import dev.fedmoe.cluster.fixture.TestCluster;
import dev.fedmoe.crds.client.EdgeClient;
import dev.fedmoe.crds.client.EdgeClientStatus;
import dev.fedmoe.crds.job.FederatedMoEJobSpec;
import dev.fedmoe.crds.pool.EdgeClientPoolSpec;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** A namespace under Pod Security "restricted": a user's plant, its pool, its jobs, and each node's private data. */
public final class ClusterNamespace implements AutoCloseable {
    public static final String POOL = "cameras";

    private static final Duration SEED = Duration.ofMinutes(3);

    private final TestCluster cluster;
    private final String namespace;
    private final DatasetShards shards;

    private ClusterNamespace(TestCluster cluster, String namespace, DatasetShards shards) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.shards = shards;
    }

    /** Empty but for the namespace; of an earlier run nothing is left. */
    public static ClusterNamespace named(TestCluster cluster, DatasetShards shards, Class<?> test) {
        String name = "test-" + test.getSimpleName().replaceAll("Test$", "").toLowerCase(Locale.ROOT);
        cluster.kubectl("delete", "namespace", name, "--ignore-not-found", "--wait")
                .text();
        cluster.apply(
                        """
                apiVersion: v1
                kind: Namespace
                metadata:
                  name: %s
                  labels: {pod-security.kubernetes.io/enforce: restricted}
                """
                                .formatted(name))
                .text();
        return new ClusterNamespace(cluster, name, shards);
    }

    public String namespace() {
        return namespace;
    }

    public TestCluster cluster() {
        return cluster;
    }

    public KubernetesClient client() {
        return cluster.client();
    }

    public DatasetShards shards() {
        return shards;
    }

    /** Every node of the pool has its images, and there is a test set on the first. */
    public ClusterNamespace withPrivateData() {
        var nodes = cluster.nodes();
        if (cluster.machines().isEmpty()) {
            seed(shards.folder());
            return this;
        }
        for (String node : nodes) {
            disk("images-" + node, node, shards.folder().resolve(node));
        }
        disk(DatasetShards.TEST_SET, nodes.get(0), shards.folder().resolve(DatasetShards.TEST_SET));
        return this;
    }

    /** As a user does it: a claim a node, filled by a pod on that node. */
    public void seed(Path folder) {
        cluster.shell()
                .run(SEED, "examples/02-quickstart-on-a-cluster/seed", folder.toString(), "-n", namespace)
                .text();
    }

    /** A claim bound to a folder of this machine, which our own nodes see as theirs. */
    public void disk(String claim, String node, Path folder) {
        boolean there = client().persistentVolumeClaims()
                        .inNamespace(namespace)
                        .withName(claim)
                        .get()
                != null;
        if (!there) {
            // A volume whose claim is gone binds to no other.
            cluster.kubectl("delete", "pv", namespace + "-" + claim, "--ignore-not-found")
                    .text();
        }
        cluster.apply(TestManifests.localDisk(namespace, claim, node, folder)).text();
    }

    public ClusterNamespace withPool(Consumer<EdgeClientPoolSpec> edit) {
        cluster.apply(TestManifests.pool(namespace, POOL, edit)).text();
        return this;
    }

    public ClusterNamespace withPool() {
        return withPool(spec -> {});
    }

    /** Applies a small job: four experts on two clients each, some hundred steps a round. */
    public ClusterJob submit(String name, Consumer<FederatedMoEJobSpec> edit) {
        cluster.apply(TestManifests.job(namespace, name, edit)).text();
        return job(name);
    }

    public ClusterJob job(String name) {
        return new ClusterJob(this, name);
    }

    /** Deletes every job; what one leaves behind is for the tests of deletion to say. */
    public void endJobs() {
        cluster.kubectl("delete", "fmj", "--all", "-n", namespace, "--timeout=60s");
    }

    public List<EdgeClient> clients() {
        return client().resources(EdgeClient.class)
                .inNamespace(namespace)
                .list()
                .getItems();
    }

    /** A node of the pool whose loss these pods survive. */
    public String nodeWithout(List<Pod> pods) {
        var busy = pods.stream().map(p -> p.getSpec().getNodeName()).toList();
        return cluster.nodes().stream()
                .filter(n -> !busy.contains(n))
                .reduce((a, b) -> b)
                .orElseThrow(() -> new AssertionError("every node has one of the pods that must live on: " + busy));
    }

    public EdgeClient clientOn(String node) {
        return clients().stream()
                .filter(c -> c.getSpec().nodeName.equals(node))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no EdgeClient of " + namespace + " is on " + node));
    }

    public EventualAssert clientIs(String node, EdgeClientStatus.State state) {
        return new EventualAssert("client on " + node + " is " + state, () -> {
            var seen = clients().stream()
                    .filter(c -> c.getSpec().nodeName.equals(node) && c.getStatus() != null)
                    .map(c -> c.getStatus().state)
                    .findFirst();
            return new EventualAssert.Seen(seen.filter(s -> s == state).isPresent(), "" + seen);
        });
    }

    /** An Event of this reason, about any of our objects here. */
    public EventualAssert hears(String reason) {
        return new EventualAssert("event " + reason, () -> {
            var reasons = client().events().v1().events().inNamespace(namespace).list().getItems().stream()
                    .map(e -> e.getReason())
                    .distinct()
                    .toList();
            return new EventualAssert.Seen(reasons.contains(reason), "events " + reasons);
        });
    }

    public EventualAssert has(String what, String kubectlPath) {
        return new EventualAssert(what, () -> {
            var got = cluster.kubectl("get", "-n", namespace, kubectlPath, "-o", "name");
            return new EventualAssert.Seen(got.succeeded(), got.out() + got.err());
        });
    }

    /** The namespace goes without being waited for; its disks are this machine's folders and stay. */
    @Override
    public void close() {
        cluster.kubectl("delete", "fmj,ecp", "-n", namespace, "--all", "--wait=false");
        cluster.kubectl("delete", "namespace", namespace, "--wait=false");
    }
}
