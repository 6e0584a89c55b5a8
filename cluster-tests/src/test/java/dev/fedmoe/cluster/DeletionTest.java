package dev.fedmoe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.cluster.fixture.OperatorRelease;
import dev.fedmoe.cluster.scene.ClusterJob;
import dev.fedmoe.cluster.scene.ClusterNamespace;
import dev.fedmoe.cluster.scene.EventualAssert;
import dev.fedmoe.cluster.scene.EventualAssert.Seen;
import dev.fedmoe.cluster.suite.NeedsMachines;
import dev.fedmoe.cluster.suite.OnCluster;
import dev.fedmoe.crds.job.CheckpointSection.OnDelete;
import dev.fedmoe.crds.job.FederatedMoEJobStatus.Phase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A job that is deleted leaves what it was told to leave. */
@OnCluster
@Order(70)
class DeletionTest {
    private static final String KINDS =
            "pods,statefulsets,services,serviceaccounts,configmaps,secrets,persistentvolumeclaims,networkpolicies";

    @BeforeEach
    void aPool(ClusterNamespace plant) {
        plant.withPrivateData().withPool();
    }

    @Test
    void nothingIsLeftButTheRetainedVolume(ClusterNamespace plant, OperatorRelease operator) {
        ClusterJob job = training(plant, "kept", OnDelete.Retain);

        job.delete();

        nothingIsLeft(plant, job).withinSeconds(30);
        assertThat(claim(plant, "kept-checkpoints")).contains("kept-checkpoints");
        new EventualAssert("the operator no longer follows its coordinator", () -> {
                    var told = operator.metrics()
                            .lines()
                            .filter(l -> l.contains("\"" + job.name() + "\""))
                            .toList();
                    return new Seen(told.isEmpty(), "" + told);
                })
                .withinSeconds(15);
    }

    @Test
    void theVolumeGoesWhenItWasToldTo(ClusterNamespace plant) {
        ClusterJob job = training(plant, "dropped", OnDelete.Delete);

        job.delete();

        nothingIsLeft(plant, job).withinSeconds(30);
        new EventualAssert("its volume's claim is gone", () -> {
                    String claim = claim(plant, "dropped-checkpoints");
                    return new Seen(claim.isEmpty(), claim);
                })
                .withinSeconds(15);
    }

    @Test
    void aJobThatHasEndedGoesWhenItsTimeIsOver(ClusterNamespace plant) {
        ClusterJob job = plant.submit("brief", spec -> {
            spec.training.rounds = 2;
            spec.ttlSecondsAfterFinished = 5L;
        });

        job.becomes(Phase.Complete).withinSeconds(EventualAssert.SCENE_SECONDS);

        new EventualAssert("the job is gone", () -> {
                    String left = plant.cluster()
                            .kubectl("get", "fmj", "-n", plant.namespace(), "-o", "name")
                            .text();
                    return new Seen(left.isEmpty(), left);
                })
                .withinSeconds(15);
        nothingIsLeft(plant, job).withinSeconds(30);
    }

    @Test
    @NeedsMachines
    void nothingIsLeftThoughANodeIsDown(ClusterNamespace plant, OperatorRelease operator) {
        ClusterJob job = training(plant, "cut", OnDelete.Retain);
        String victim = plant.nodeWithout(operator.pods());

        plant.cluster().power().crash(victim);
        try {
            job.delete();
            nothingIsLeft(plant, job).withinSeconds(30);
        } finally {
            plant.cluster().power().start(victim);
        }
    }

    private static EventualAssert nothingIsLeft(ClusterNamespace plant, ClusterJob job) {
        return new EventualAssert("nothing with the label of " + job.name() + " is left", () -> {
            String left = plant.cluster()
                    .kubectl("get", KINDS, "-n", plant.namespace(), "-l", "fedmoe.dev/job=" + job.name(), "-o", "name")
                    .text();
            return new Seen(left.isEmpty(), left);
        });
    }

    private static String claim(ClusterNamespace plant, String name) {
        return plant.cluster()
                .kubectl("get", "pvc", name, "-n", plant.namespace(), "--ignore-not-found", "-o", "name")
                .text();
    }

    private static ClusterJob training(ClusterNamespace plant, String name, OnDelete onDelete) {
        ClusterJob job = plant.submit(name, spec -> {
            spec.training.rounds = 5000;
            spec.checkpoint.onDelete = onDelete;
        });
        job.commitsRound(1).withinSeconds(EventualAssert.SCENE_SECONDS);
        return job;
    }
}
