package dev.fedmoe.cluster.scene;

import dev.fedmoe.crds.job.EvaluationSection;
import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.crds.job.FederatedMoEJobSpec;
import dev.fedmoe.crds.job.ModelArchitecture;
import dev.fedmoe.crds.pool.EdgeClientPool;
import dev.fedmoe.crds.pool.EdgeClientPoolSpec;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/** What the tests hand to {@code kubectl apply}. */
final class TestManifests {
    private TestManifests() {}

    static String pool(String namespace, String name, Consumer<EdgeClientPoolSpec> edit) {
        var pool = new EdgeClientPool();
        var spec = new EdgeClientPoolSpec();
        spec.nodeSelector.setMatchLabels(Map.of("fedmoe.dev/edge", "true"));
        spec.data.claimName = "images-{node}";
        edit.accept(spec);
        pool.setSpec(spec);
        return yaml(pool, namespace, name);
    }

    static String job(String namespace, String name, Consumer<FederatedMoEJobSpec> edit) {
        var job = new FederatedMoEJob();
        var spec = new FederatedMoEJobSpec();
        spec.poolRef.name = ClusterNamespace.POOL;
        spec.data.image = "images.idx.gz";
        spec.data.label = "labels.idx.gz";
        spec.model.architecture = ModelArchitecture.MlpMoe;
        spec.model.experts = 4;
        spec.model.hidden = 64;
        spec.model.expertHidden = 64;
        spec.clients.slotsPerClient.max = 2;
        spec.training.rounds = 100;
        spec.training.localSteps = 10;
        spec.alignment.seed = 7;
        edit.accept(spec);
        job.setSpec(spec);
        return yaml(job, namespace, name);
    }

    static EvaluationSection onTheTestSet() {
        var evaluation = new EvaluationSection();
        evaluation.claimName = DatasetShards.TEST_SET;
        return evaluation;
    }

    static String localDisk(String namespace, String claim, String node, Path folder) {
        return """
                apiVersion: v1
                kind: PersistentVolume
                metadata: {name: %1$s-%2$s}
                spec:
                  capacity: {storage: 1Gi}
                  accessModes: [ReadWriteOnce, ReadOnlyMany]
                  persistentVolumeReclaimPolicy: Retain
                  storageClassName: ""
                  claimRef: {namespace: %1$s, name: %2$s}
                  local: {path: %4$s}
                  nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [%3$s]}]}]}}
                ---
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: %2$s, namespace: %1$s}
                spec:
                  accessModes: [ReadWriteOnce]
                  storageClassName: ""
                  volumeName: %1$s-%2$s
                  resources: {requests: {storage: 1Gi}}
                """
                .formatted(namespace, claim, node, folder);
    }

    private static String yaml(HasMetadata object, String namespace, String name) {
        object.setMetadata(
                new ObjectMetaBuilder().withNamespace(namespace).withName(name).build());
        return Serialization.asYaml(object);
    }
}
