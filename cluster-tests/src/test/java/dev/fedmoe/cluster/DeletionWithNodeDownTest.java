package dev.fedmoe.cluster;

import dev.fedmoe.cluster.fixture.OperatorRelease;
import dev.fedmoe.cluster.scene.ClusterJob;
import dev.fedmoe.cluster.scene.ClusterNamespace;
import dev.fedmoe.cluster.scene.EventualAssert;
import dev.fedmoe.cluster.suite.NeedsMachines;
import dev.fedmoe.cluster.suite.OnCluster;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A job is deleted while one of its nodes has no power. */
@OnCluster
@Isolated
@NeedsMachines
@Order(70)
class DeletionWithNodeDownTest {
    @Test
    void nothingIsLeftThoughANodeIsDown(ClusterNamespace plant, OperatorRelease operator) {
        plant.withPrivateData().withPool();
        ClusterJob job = plant.submit("cut", spec -> spec.training.rounds = 5000);
        job.commitsRound(1).withinSeconds(EventualAssert.SCENE_SECONDS);
        String victim = plant.nodeWithout(operator.pods());

        plant.cluster().power().crash(victim);
        try {
            job.delete();
            job.leavesNothing().withinSeconds(30);
        } finally {
            plant.cluster().power().start(victim);
        }
    }
}
