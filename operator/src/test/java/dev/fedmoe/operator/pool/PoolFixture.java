package dev.fedmoe.operator.pool;

import dev.fedmoe.crds.client.EdgeClient;
import dev.fedmoe.crds.job.DataFormat;
import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.crds.job.FederatedMoEJobSpec;
import dev.fedmoe.crds.job.ModelArchitecture;
import dev.fedmoe.crds.pool.EdgeClientPool;
import dev.fedmoe.crds.pool.EdgeClientPoolSpec;
import dev.fedmoe.operator.link.CoordinatorLinks.Report;
import dev.fedmoe.operator.naming.OwnedLabels;
import dev.fedmoe.operator.pool.observe.PlacedPods;
import dev.fedmoe.operator.pool.observe.PoolSnapshot;
import dev.fedmoe.operator.pool.observe.PoolSnapshot.Cluster;
import dev.fedmoe.operator.pool.observe.PoolSnapshot.SeenJob;
import dev.fedmoe.protocol.v1alpha1.Progress;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A pool called cameras in namespace plant, and what it sees. */
public final class PoolFixture {
    public static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    public final List<EdgeClientPool> pools = new ArrayList<>();
    public final List<Node> nodes = new ArrayList<>();
    public final List<Pod> pods = new ArrayList<>();
    public final List<SeenJob> jobs = new ArrayList<>();
    public final Map<String, PersistentVolumeClaim> claims = new HashMap<>();
    public Instant now = NOW;
    public final Map<String, EdgeClient> clients = new HashMap<>();

    public PoolSnapshot seen(EdgeClientPool pool) {
        return new PoolSnapshot(pool, pools, clients, new Cluster(nodes, pods, claims, Map.of()), jobs, now);
    }

    /** Ready nodes with their data. */
    public PoolFixture nodes(String... names) {
        for (String name : names) {
            nodes.add(node(name, "True").build());
            claims.put("images-" + name, claim("images-" + name, "Bound"));
        }
        return this;
    }

    /** One of the nodes is not heard of by Kubernetes any more. */
    public PoolFixture silent(String name) {
        nodes.replaceAll(n ->
                n.getMetadata().getName().equals(name) ? node(name, "Unknown").build() : n);
        return this;
    }

    public PoolFixture pool(EdgeClientPool pool) {
        pools.add(pool);
        return this;
    }

    public PoolFixture job(FederatedMoEJob job, Progress... progress) {
        var report = progress.length == 0 ? Optional.<Report>empty() : Optional.of(new Report(progress[0], true, NOW));
        SeenJob.of(job, report).ifPresent(jobs::add);
        return this;
    }

    /** A worker of the job, as it runs. */
    public PoolFixture worker(String job, String node, int slots) {
        pods.add(PlacedPods.reduced(pod(job + "-" + node, node, "750m", "1Gi")
                .editMetadata()
                .addToLabels(OwnedLabels.MANAGED_BY, OwnedLabels.OPERATOR)
                .addToLabels(OwnedLabels.COMPONENT, "worker")
                .addToLabels(OwnedLabels.JOB, job)
                .addToLabels(OwnedLabels.CLIENT, "cameras-" + node)
                .addToLabels(OwnedLabels.SLOTS, Integer.toString(slots))
                .endMetadata()
                .build()));
        return this;
    }

    public static EdgeClientPool pool(String name, String created) {
        var pool = new EdgeClientPool();
        pool.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace("plant")
                .withUid("uid-" + name)
                .withGeneration(1L)
                .withCreationTimestamp(created)
                .build());
        var spec = new EdgeClientPoolSpec();
        spec.nodeSelector.setMatchLabels(Map.of("edge", "true"));
        spec.data.claimName = "images-{node}";
        pool.setSpec(spec);
        return pool;
    }

    public static EdgeClientPool cameras() {
        return pool("cameras", "2026-01-01T00:00:00Z");
    }

    /** Two experts, one holder each, unless said otherwise: needs 2 slots. */
    public static FederatedMoEJob job(String name, int experts) {
        var job = new FederatedMoEJob();
        job.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace("plant")
                .withUid("uid-" + name)
                .withGeneration(1L)
                .build());
        var spec = new FederatedMoEJobSpec();
        spec.poolRef.name = "cameras";
        spec.data.format = DataFormat.Idx;
        spec.data.image = "images.idx.gz";
        spec.data.label = "labels.idx.gz";
        spec.model.architecture = ModelArchitecture.ConvMoe;
        spec.model.experts = experts;
        spec.training.quorum.perExpert = 1;
        spec.training.rounds = 60;
        job.setSpec(spec);
        return job;
    }

    /** One core, 2 GiB. */
    public static NodeBuilder node(String name, String ready) {
        return new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .withUid("uid-" + name)
                .withResourceVersion("7")
                .addToLabels("edge", "true")
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .withNewStatus()
                .addToAllocatable("cpu", new Quantity("1"))
                .addToAllocatable("memory", new Quantity("2Gi"))
                .addNewCondition()
                .withType("Ready")
                .withStatus(ready)
                .withMessage("Kubelet stopped posting node status.")
                .endCondition()
                .endStatus();
    }

    public static PodBuilder pod(String name, String node, String cpu, String memory) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("plant")
                .withUid("uid-" + name)
                .endMetadata()
                .withNewSpec()
                .withNodeName(node)
                .addNewContainer()
                .withNewResources()
                .addToRequests("cpu", new Quantity(cpu))
                .addToRequests("memory", new Quantity(memory))
                .endResources()
                .endContainer()
                .endSpec()
                .withNewStatus()
                .withPhase("Running")
                .endStatus();
    }

    public static PersistentVolumeClaim claim(String name, String phase) {
        return new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("plant")
                .endMetadata()
                .withNewSpec()
                .withVolumeName("disk-1")
                .endSpec()
                .withNewStatus()
                .withPhase(phase)
                .endStatus()
                .build();
    }
}
