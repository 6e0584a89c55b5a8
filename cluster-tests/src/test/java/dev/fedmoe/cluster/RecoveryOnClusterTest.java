package dev.fedmoe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.cluster.fixture.OperatorRelease;
import dev.fedmoe.cluster.scene.ClusterJob;
import dev.fedmoe.cluster.scene.ClusterNamespace;
import dev.fedmoe.cluster.scene.EventualAssert;
import dev.fedmoe.cluster.scene.EventualAssert.Seen;
import dev.fedmoe.cluster.suite.NeedsMachines;
import dev.fedmoe.cluster.suite.OnCluster;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Any part may die: coordinator, operator, API server. */
@OnCluster
@Order(40)
class RecoveryOnClusterTest {
    private static final Duration OPERATOR_AWAY = Duration.ofMinutes(2);
    private static final Duration API_AWAY = Duration.ofMinutes(1);

    @BeforeEach
    void aPool(ClusterNamespace plant) {
        plant.withPrivateData().withPool();
    }

    @Test
    void aNewCoordinatorGoesOnAtTheLastCommittedRound(ClusterNamespace plant) {
        ClusterJob job = training(plant, "orphan");
        int before = job.round();
        String old = job.coordinator().getMetadata().getUid();

        plant.cluster()
                .kubectl(
                        "delete",
                        "pod",
                        job.coordinator().getMetadata().getName(),
                        "-n",
                        plant.namespace(),
                        "--wait=false")
                .text();

        new EventualAssert("a new coordinator commits a round after " + before, () -> {
                    var pods = job.pods("coordinator");
                    boolean anew = pods.size() == 1
                            && !pods.get(0).getMetadata().getUid().equals(old);
                    int round = job.round();
                    assertThat(round).as("a committed round is never lost").isGreaterThanOrEqualTo(before);
                    return new Seen(anew && round > before, "round " + round + ", pods " + pods.size());
                })
                .withinSeconds(15);
    }

    @Test
    void trainingDoesNotNeedTheOperator(ClusterNamespace plant, OperatorRelease operator) {
        ClusterJob job = training(plant, "alone");
        String pods = job.incarnations();
        int before = job.round();

        operator.kill();
        Instant killed = Instant.now();
        try {
            new EventualAssert("time without an operator", () -> {
                        boolean over = Instant.now().isAfter(killed.plus(OPERATOR_AWAY));
                        return new Seen(over, "still waiting");
                    })
                    .within(OPERATOR_AWAY.plusSeconds(10));
            assertThat(job.incarnations()).isEqualTo(pods);
        } finally {
            operator.scale(1);
            operator.becomesReady();
        }

        statusIsRightSoonAfter(job, before, OPERATOR_AWAY);
        assertThat(job.incarnations()).isEqualTo(pods);
    }

    @Test
    @NeedsMachines
    void trainingDoesNotNeedTheApiServer(ClusterNamespace plant, OperatorRelease operator) {
        ClusterJob job = training(plant, "unseen");
        String pods = job.incarnations();
        String operators = operator.pods().get(0).getMetadata().getUid();
        int before = job.round();
        var power = plant.cluster().power();

        power.crash("apiserver");
        Instant gone = Instant.now();
        try {
            Awaitility.await("time without an API server")
                    .atMost(API_AWAY.plusSeconds(10))
                    .until(() -> Instant.now().isAfter(gone.plus(API_AWAY)));
        } finally {
            power.start("apiserver");
        }

        statusIsRightSoonAfter(job, before, API_AWAY);
        assertThat(job.incarnations()).isEqualTo(pods);
        var pod = operator.pods().get(0);
        assertThat(pod.getMetadata().getUid()).isEqualTo(operators);
        assertThat(pod.getStatus().getContainerStatuses().get(0).getRestartCount())
                .isZero();
    }

    /** Rounds take a second or two; one in ten seconds must have been committed meanwhile, and all of them show at once. */
    private static void statusIsRightSoonAfter(ClusterJob job, int before, Duration away) {
        int least = before + (int) (away.toSeconds() / 10);
        job.commitsRound(least).withinSeconds(15);
        job.says("CoordinatorReady", "True", "AsWanted").withinSeconds(15);
    }

    private static ClusterJob training(ClusterNamespace plant, String name) {
        ClusterJob job = plant.submit(name, spec -> spec.training.rounds = 5000);
        job.trainsOnClients(plant.cluster().nodes().size()).withinSeconds(EventualAssert.SCENE_SECONDS);
        job.commitsRound(3).withinSeconds(EventualAssert.SCENE_SECONDS);
        return job;
    }
}
