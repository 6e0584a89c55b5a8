package dev.fedmoe.operator.job;

import dev.fedmoe.crds.client.EdgeClient;
import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.crds.pool.EdgeClientPool;
import dev.fedmoe.operator.job.observe.NamespaceObjects;
import dev.fedmoe.operator.naming.OwnedNames;
import dev.fedmoe.operator.testing.TestJobs;
import dev.fedmoe.protocol.v1alpha1.JobPhase;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;

/** A job of eight experts and a pool of two clients, to tell stories of. */
abstract class JobStory {
    final FederatedMoEJob job = TestJobs.stored();
    final JobFixture given = new JobFixture(job);

    JobStory() {
        var pool = Serialization.unmarshal(
                """
                apiVersion: fedmoe.dev/v1alpha1
                kind: EdgeClientPool
                metadata: {name: cameras, namespace: plant}
                spec: {nodeSelector: {}, data: {claimName: "images-{node}"}}
                """,
                EdgeClientPool.class);
        given.pools.add(pool);
        given.client(client("camera-1"), 2).client(client("gateway-1"), 4);
    }

    JobFixture running(int round) {
        return given.claim("claim-1").coordinator(1).workers().progress(JobPhase.JOB_PHASE_TRAINING, round);
    }

    StatefulSet scaled(int replicas) {
        var set = new NamespaceObjects(given.observed)
                .find(StatefulSet.class, OwnedNames.coordinator(job))
                .orElseThrow();
        set.getSpec().setReplicas(replicas);
        return set;
    }

    static EdgeClient client(String node) {
        return Serialization.unmarshal(
                """
                apiVersion: fedmoe.dev/v1alpha1
                kind: EdgeClient
                metadata: {name: cameras-%s, namespace: plant}
                spec: {poolRef: {name: cameras}, nodeName: %s}
                status: {state: Ready}
                """
                        .formatted(node, node),
                EdgeClient.class);
    }

    static int replicas(JobPlan plan) {
        return plan.desired().stream()
                .filter(StatefulSet.class::isInstance)
                .map(s -> ((StatefulSet) s).getSpec().getReplicas())
                .findFirst()
                .orElse(0);
    }

    static List<HasMetadata> pods(JobPlan plan) {
        return plan.desired().stream().filter(Pod.class::isInstance).toList();
    }

    static String name(HasMetadata object) {
        return object.getMetadata().getName();
    }

    static Condition condition(JobPlan plan, String type) {
        return plan.status().conditions.stream()
                .filter(c -> c.getType().equals(type))
                .findFirst()
                .orElseThrow();
    }
}
