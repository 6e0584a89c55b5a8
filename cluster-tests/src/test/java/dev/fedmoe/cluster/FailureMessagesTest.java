package dev.fedmoe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.cluster.fixture.OperatorRelease;
import dev.fedmoe.cluster.scene.ClusterJob;
import dev.fedmoe.cluster.scene.ClusterNamespace;
import dev.fedmoe.cluster.scene.EventualAssert;
import dev.fedmoe.cluster.scene.EventualAssert.Seen;
import dev.fedmoe.cluster.suite.OnCluster;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A valid manifest that asks for what is not there: the condition names the object and what to do. */
@OnCluster
@Order(75)
class FailureMessagesTest {
    /** No promise, only the scene: how fast a job starts is shown elsewhere. */
    private static final Duration STARTED = Duration.ofMinutes(4);

    @BeforeEach
    void aPool(ClusterNamespace plant) {
        plant.withPrivateData().withPool();
    }

    @Test
    void aMissingDataVolumeIsNamedAndTheOthersTrain(ClusterNamespace plant) {
        String victim = plant.cluster().nodes().get(1);
        plant.cluster()
                .kubectl("delete", "pvc", "images-" + victim, "-n", plant.namespace(), "--timeout=30s")
                .text();

        ClusterJob job = plant.submit("gap", spec -> {
            spec.training.rounds = 5000;
            spec.clients.slotsPerClient.max = 3; // eight slots are needed, on three clients
        });

        job.explains("ClientsReady", "images-" + victim, plant.namespace(), "Maybe")
                .withinSeconds(30);
        job.commitsRound(2).within(STARTED);
        assertThat(job.condition("ClientsReady").orElseThrow().getReason()).isEqualTo("DataMissing");
    }

    @Test
    void anImageThatDoesNotExistIsNamed(ClusterNamespace plant, OperatorRelease operator) {
        operator.upgrade("images.worker.repository=localhost/no/such/image");
        try {
            ClusterJob job = plant.submit("image", spec -> spec.training.rounds = 5000);

            job.explains("ClientsReady", "localhost/no/such/image", "Maybe").withinSeconds(60);
        } finally {
            operator.upgrade();
        }
        plant.job("image").commitsRound(1).within(STARTED);
    }

    /** A process beside the worker takes the container's memory, each time the worker is back. */
    @Test
    void aWorkerThatIsKilledForItsMemoryAgainAndAgainDoesNotHoldTheOthers(ClusterNamespace plant) {
        ClusterJob job = plant.submit("greedy", spec -> spec.training.rounds = 5000);
        job.commitsRound(1).within(STARTED);
        Pod victim = job.workers().get(0);
        String name = victim.getMetadata().getName();

        for (int kill = 1; kill <= 2; kill++) {
            exhaust(plant, name);
            restarted(plant, name, kill).withinSeconds(60);
        }
        exhaust(plant, name);

        job.explains("ClientsReady", name, victim.getSpec().getNodeName(), "spec.worker.resources.memory")
                .withinSeconds(30);
        assertThat(job.condition("ClientsReady").orElseThrow().getReason()).isEqualTo("WorkerOutOfMemory");
        job.commitsMoreRounds(3).withinSeconds(60);
    }

    /** Many small ones, so that the kernel takes the largest process, which is the worker. */
    private static void exhaust(ClusterNamespace plant, String pod) {
        String eat =
                "for i in 1 2 3 4 5 6 7 8; do (head -c 48M /dev/zero; sleep 5) | tail -c 48M >/dev/null & done; wait";
        plant.cluster().kubectl("exec", "-n", plant.namespace(), pod, "--", "sh", "-c", eat);
    }

    private static EventualAssert restarted(ClusterNamespace plant, String pod, int times) {
        return new EventualAssert("worker restarted " + times + " times and runs", () -> {
            var status = plant.client()
                    .pods()
                    .inNamespace(plant.namespace())
                    .withName(pod)
                    .require()
                    .getStatus()
                    .getContainerStatuses()
                    .get(0);
            return new Seen(
                    status.getRestartCount() >= times && status.getState().getRunning() != null,
                    status.getRestartCount() + " restarts, " + status.getState());
        });
    }

    @Test
    void aCheckpointClaimThatCannotBindIsNamed(ClusterNamespace plant) {
        ClusterJob job = plant.submit("unbound", spec -> {
            spec.training.rounds = 5000;
            spec.checkpoint.volume.storageClassName = "no-such-class";
        });

        job.explains("CoordinatorReady", "unbound-checkpoints", "no-such-class", "Maybe")
                .withinSeconds(60);
        assertThat(job.condition("CoordinatorReady").orElseThrow().getReason()).isEqualTo("VolumeUnbound");
    }
}
