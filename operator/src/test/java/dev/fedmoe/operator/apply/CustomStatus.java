package dev.fedmoe.operator.apply;

import dev.fedmoe.crds.client.ClientCapacity;
import dev.fedmoe.crds.client.EdgeClient;
import dev.fedmoe.crds.client.EdgeClientStatus;
import dev.fedmoe.crds.job.ExpertRow;
import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.crds.job.FederatedMoEJobStatus;
import dev.fedmoe.crds.pool.EdgeClientPool;
import dev.fedmoe.crds.pool.EdgeClientPoolStatus;
import dev.fedmoe.operator.testing.TestJobs;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One of our kinds, as a user makes it and as the operator reports on it. */
record CustomStatus<T extends HasMetadata>(Supplier<T> made, Consumer<T> report) {
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    static List<CustomStatus<?>> all(String namespace) {
        return List.of(
                new CustomStatus<>(() -> job(namespace, "status"), job -> {
                    job.setStatus(new FederatedMoEJobStatus());
                    job.getStatus().observedGeneration = 1L;
                    job.getStatus().phase = FederatedMoEJobStatus.Phase.Training;
                    job.getStatus().round = "12/50";
                    var row = new ExpertRow();
                    row.load = "0.125";
                    row.price = "0";
                    job.getStatus().expertRows = List.of(row);
                    job.getStatus().conditions = conditions();
                }),
                new CustomStatus<>(() -> pool(namespace), pool -> {
                    pool.setStatus(new EdgeClientPoolStatus());
                    pool.getStatus().observedGeneration = 1L;
                    pool.getStatus().conditions = conditions();
                }),
                new CustomStatus<>(() -> client(namespace), client -> {
                    client.setStatus(new EdgeClientStatus());
                    client.getStatus().state = EdgeClientStatus.State.Ready;
                    client.getStatus().capacity = new ClientCapacity();
                    client.getStatus().conditions = conditions();
                }));
    }

    T bare() {
        return made.get();
    }

    T full() {
        T object = made.get();
        report.accept(object);
        return object;
    }

    static FederatedMoEJob job(String namespace, String name) {
        FederatedMoEJob job = TestJobs.made(namespace, name);
        job.setStatus(new FederatedMoEJobStatus());
        return job;
    }

    private static EdgeClientPool pool(String namespace) {
        EdgeClientPool pool = YAML.unmarshal(
                """
                apiVersion: fedmoe.dev/v1alpha1
                kind: EdgeClientPool
                metadata: {name: pool}
                spec:
                  nodeSelector: {matchLabels: {fedmoe.dev/edge: "true"}}
                  data: {claimName: "images-{node}"}
                """,
                EdgeClientPool.class);
        return named(pool, namespace, "status");
    }

    private static EdgeClient client(String namespace) {
        EdgeClient client = YAML.unmarshal(
                """
                apiVersion: fedmoe.dev/v1alpha1
                kind: EdgeClient
                metadata: {name: client}
                spec: {poolRef: {name: cameras}, nodeName: edge-1}
                """,
                EdgeClient.class);
        return named(client, namespace, "status");
    }

    private static <H extends HasMetadata> H named(H object, String namespace, String name) {
        object.getMetadata().setNamespace(namespace);
        object.getMetadata().setName(name);
        return object;
    }

    private static List<Condition> conditions() {
        return List.of(new ConditionBuilder()
                .withType("Ready")
                .withStatus("True")
                .withReason("AllGood")
                .withMessage("")
                .withLastTransitionTime("2026-01-01T00:00:00Z")
                .build());
    }
}
