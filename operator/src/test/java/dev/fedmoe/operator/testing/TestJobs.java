package dev.fedmoe.operator.testing;

import dev.fedmoe.crds.job.FederatedMoEJob;
import io.fabric8.kubernetes.client.utils.Serialization;

/** A job as users write it. */
public final class TestJobs {
    private TestJobs() {}

    /** Of eight experts and sixty rounds, on pool cameras. */
    public static FederatedMoEJob made(String namespace, String name) {
        return Serialization.unmarshal(
                """
                apiVersion: fedmoe.dev/v1alpha1
                kind: FederatedMoEJob
                metadata: {name: %s, namespace: %s}
                spec:
                  poolRef: {name: cameras}
                  data: {format: idx, image: images.idx.gz, label: labels.idx.gz}
                  model: {architecture: conv-moe, experts: 8, topK: 2}
                  training: {rounds: 60}
                """
                        .formatted(name, namespace),
                FederatedMoEJob.class);
    }

    /** As the API server gives it back after the second change of its spec. */
    public static FederatedMoEJob stored() {
        var job = made("plant", "fashion");
        job.getMetadata().setUid("uid-1");
        job.getMetadata().setGeneration(3L);
        job.getMetadata().setCreationTimestamp("2026-01-01T00:00:00Z");
        return job;
    }
}
