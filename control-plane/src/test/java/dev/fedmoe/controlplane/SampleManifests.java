package dev.fedmoe.controlplane;

import dev.fedmoe.crds.job.DataFormat;
import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.crds.job.FederatedMoEJobSpec;
import dev.fedmoe.crds.job.ModelArchitecture;
import dev.fedmoe.crds.pool.EdgeClientPool;
import dev.fedmoe.crds.pool.EdgeClientPoolSpec;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;

/** The shortest job, its pool, and nodes of it. */
public final class SampleManifests {
    private SampleManifests() {}

    public static FederatedMoEJob job() {
        var job = new FederatedMoEJob();
        job.setMetadata(new ObjectMetaBuilder()
                .withName("fashion")
                .withUid("uid-1")
                .withGeneration(3L)
                .withCreationTimestamp("2026-01-01T00:00:00Z")
                .build());
        var spec = new FederatedMoEJobSpec();
        spec.poolRef.name = "cameras";
        spec.data.format = DataFormat.Idx;
        spec.data.image = "images.idx.gz";
        spec.data.label = "labels.idx.gz";
        spec.model.architecture = ModelArchitecture.ConvMoe;
        spec.model.experts = 8;
        spec.training.rounds = 60;
        job.setSpec(spec);
        return job;
    }

    public static EdgeClientPool pool() {
        var pool = new EdgeClientPool();
        pool.setMetadata(new ObjectMetaBuilder().withName("cameras").build());
        var spec = new EdgeClientPoolSpec();
        spec.nodeSelector.setMatchLabels(Map.of("edge", "true"));
        spec.data.claimName = "images-{node}";
        pool.setSpec(spec);
        return pool;
    }

    /** A node of the pool. */
    public static NodeBuilder node(String name, String cpu, String memory) {
        return new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("edge", "true")
                .endMetadata()
                .withNewStatus()
                .addToAllocatable("cpu", new Quantity(cpu))
                .addToAllocatable("memory", new Quantity(memory))
                .endStatus();
    }

    /** A node of the pool with a taint. */
    public static Node tainted(String name, String key, String effect) {
        return node(name, "1", "1Gi")
                .withNewSpec()
                .addNewTaint()
                .withKey(key)
                .withEffect(effect)
                .endTaint()
                .endSpec()
                .build();
    }
}
