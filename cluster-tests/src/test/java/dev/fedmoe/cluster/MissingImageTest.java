package dev.fedmoe.cluster;

import dev.fedmoe.cluster.fixture.OperatorRelease;
import dev.fedmoe.cluster.scene.ClusterJob;
import dev.fedmoe.cluster.scene.ClusterNamespace;
import dev.fedmoe.cluster.scene.EventualAssert;
import dev.fedmoe.cluster.suite.OnCluster;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The chart names an image that no node can get; every job of the cluster would ask for it. */
@OnCluster
@Isolated
@Order(75)
class MissingImageTest {
    @Test
    void anImageThatDoesNotExistIsNamed(ClusterNamespace plant, OperatorRelease operator) {
        plant.withPrivateData().withPool();
        operator.upgrade("images.worker.repository=localhost/no/such/image");
        try {
            ClusterJob job = plant.submit("image", spec -> spec.training.rounds = 5000);

            job.explains("ClientsReady", "localhost/no/such/image", "Maybe").withinSeconds(60);
        } finally {
            operator.upgrade();
        }
        plant.job("image").commitsRound(1).withinSeconds(EventualAssert.SCENE_SECONDS);
    }
}
