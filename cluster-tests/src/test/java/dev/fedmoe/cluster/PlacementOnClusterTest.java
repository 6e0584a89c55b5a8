package dev.fedmoe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.cluster.fixture.NodeMachines.Offer;
import dev.fedmoe.cluster.fixture.OperatorRelease;
import dev.fedmoe.cluster.scene.ClusterNamespace;
import dev.fedmoe.cluster.scene.EventualAssert;
import dev.fedmoe.cluster.scene.EventualAssert.Seen;
import dev.fedmoe.cluster.suite.NeedsMachines;
import dev.fedmoe.cluster.suite.OnCluster;
import dev.fedmoe.crds.client.EdgeClientStatus.State;
import dev.fedmoe.crds.job.FederatedMoEJobStatus.Phase;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Who trains for whom, on nodes of different sizes. Nodes of its own: the others' slots would do. */
@OnCluster
@NeedsMachines
@Order(20)
class PlacementOnClusterTest {
    private static final Map<String, String> SITE = Map.of("site", "small");

    @BeforeEach
    void aPoolOfOneLargeAndOneSmallNode(ClusterNamespace plant) {
        var power = plant.cluster().power();
        power.join("edge-5", new Offer(3072, 2000, SITE));
        power.join("edge-6", new Offer(1024, 2000, SITE));
        power.load(OperatorRelease.archives().toArray(Path[]::new));
        var shards = plant.shards().folder();
        for (String node : new String[] {"edge-5", "edge-6", "edge-7"}) {
            plant.disk("images-" + node, node, shards.resolve("edge-1"));
        }
        plant.withPool(spec -> spec.nodeSelector.setMatchLabels(SITE));
        plant.clientIs("edge-5", State.Ready).withinSeconds(60);
        plant.clientIs("edge-6", State.Ready).withinSeconds(60);
    }

    @AfterEach
    void theNodesGo(ClusterNamespace plant) {
        plant.endJobs();
        for (String node : new String[] {"edge-5", "edge-6", "edge-7"}) {
            if (plant.client().nodes().withName(node).get() != null) {
                plant.cluster().power().crash(node);
                plant.cluster().kubectl("delete", "node", node);
            }
        }
    }

    /** Experts of 33 MB each: with gradients and momentum, memory is what binds. A slot is of the heaviest job's size. */
    @Test
    void aNodeOfAThirdOfTheMemoryGetsFewerSlots(ClusterNamespace plant) {
        plant.submit("wide", spec -> {
            spec.model.hidden = 256;
            spec.model.expertHidden = 16384;
            spec.model.experts = 8;
            spec.clients.slotsPerClient.max = null;
            spec.training.quorum.perExpert = 1;
        });

        new EventualAssert("the smaller node gets fewer slots", () -> {
                    int large = slots(plant, "edge-5");
                    int small = slots(plant, "edge-6");
                    return new Seen(small < large, "large " + large + ", small " + small);
                })
                .withinSeconds(20);
        int large = slots(plant, "edge-5");
        int small = slots(plant, "edge-6");
        System.out.printf("[measured] slots: %d with 3072 MiB, %d with 1024 MiB%n", large, small);
        assertThat(small).isPositive().isLessThan(large);
    }

    @Test
    void aJobTooLargeSaysSoWithNumbersAndStartsWhenANodeJoins(ClusterNamespace plant) {
        var job = plant.submit("hungry", spec -> {
            spec.model.experts = 4;
            spec.clients.slotsPerClient.max = 4;
            spec.training.quorum.perExpert = 3;
            spec.training.rounds = 1000;
        });
        job.explains("CapacitySufficient", "needs 12 slots", "free on 2 clients")
                .withinSeconds(20);
        assertThat(job.workers()).isEmpty();

        plant.cluster().power().join("edge-7", new Offer(3072, 2000, SITE));
        plant.cluster().power().load(OperatorRelease.archives().toArray(Path[]::new));

        job.commitsRound(1).withinSeconds(EventualAssert.SCENE_SECONDS);
    }

    @Test
    void theHigherPriorityGetsItsSlotsAndTheOtherFinishesWithTheRest(ClusterNamespace plant) {
        var patient = plant.submit("patient", spec -> {
            spec.training.quorum.perExpert = 1;
            spec.training.rounds = 15;
            spec.model.experts = 2;
            spec.clients.slotsPerClient.max = 4;
        });
        patient.commitsRound(1).withinSeconds(EventualAssert.SCENE_SECONDS);

        var urgent = plant.submit("urgent", spec -> {
            spec.priority = 100;
            spec.model.experts = 4;
            spec.clients.slotsPerClient.max = 3;
            spec.training.quorum.perExpert = 1;
            spec.training.rounds = 10;
        });

        urgent.commitsRound(1).withinSeconds(EventualAssert.SCENE_SECONDS);
        assertThat(urgent.slots()).isGreaterThanOrEqualTo(4);
        urgent.becomes(Phase.Complete).withinSeconds(150);
        patient.becomes(Phase.Complete).withinSeconds(150);
    }

    private static int slots(ClusterNamespace plant, String node) {
        var capacity = Objects.requireNonNull(plant.clientOn(node).getStatus().capacity, node);
        return Objects.requireNonNull(capacity.slots, node);
    }
}
