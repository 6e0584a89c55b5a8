package dev.fedmoe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.cluster.fixture.OperatorRelease;
import dev.fedmoe.cluster.scene.Job;
import dev.fedmoe.cluster.scene.Plant;
import dev.fedmoe.cluster.suite.OnCluster;
import io.fabric8.kubernetes.api.model.Quantity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A valid manifest that asks for what is not there: the condition names the object and what to do. */
@OnCluster
@Order(75)
class TroubleTest {
    @BeforeEach
    void aPool(Plant plant, OperatorRelease operator) {
        assertThat(operator.readyAfter()).isPositive();
        plant.withPrivateData().withPool();
    }

    @AfterEach
    void noJobIsLeft(Plant plant) {
        plant.cluster().kubectl("delete", "fmj", "--all", "-n", plant.namespace(), "--timeout=60s");
    }

    @Test
    void aMissingDataVolumeIsNamedAndTheOthersTrain(Plant plant) {
        String victim = plant.cluster().nodes().get(1);
        plant.cluster()
                .kubectl("delete", "pvc", "images-" + victim, "-n", plant.namespace(), "--timeout=30s")
                .text();

        Job job = plant.submit("gap", spec -> spec.training.rounds = 5000);

        job.explains("ClientsReady", "images-" + victim, plant.namespace(), "Maybe")
                .withinSeconds(30);
        job.commitsRound(2).withinSeconds(90);
        assertThat(job.condition("ClientsReady").orElseThrow().getReason()).isEqualTo("DataMissing");
    }

    @Test
    void anImageThatDoesNotExistIsNamed(Plant plant, OperatorRelease operator) {
        operator.upgrade("images.worker.tag=no-such-tag");
        try {
            Job job = plant.submit("image", spec -> spec.training.rounds = 5000);

            job.explains("ClientsReady", "no-such-tag", "Maybe").withinSeconds(60);
        } finally {
            operator.upgrade();
        }
        plant.job("image").commitsRound(1).withinSeconds(120);
    }

    /** The JVM and libtorch take more than this before the first sample is read. */
    @Test
    void aWorkerThatRunsOutOfMemoryAgainAndAgainIsNamed(Plant plant) {
        Job job = plant.submit("small", spec -> {
            spec.training.rounds = 5000;
            spec.worker.resources.memory = new Quantity("64Mi");
        });

        job.explains("ClientsReady", "memory", "spec.worker.resources.memory").withinSeconds(120);
    }

    @Test
    void aCheckpointClaimThatCannotBindIsNamed(Plant plant) {
        Job job = plant.submit("unbound", spec -> {
            spec.training.rounds = 5000;
            spec.checkpoint.volume.storageClassName = "no-such-class";
        });

        job.explains("CoordinatorReady", "unbound-checkpoints", "no-such-class", "Maybe")
                .withinSeconds(60);
        assertThat(job.condition("CoordinatorReady").orElseThrow().getReason()).isEqualTo("VolumeUnbound");
    }
}
