package dev.fedmoe.cluster;

import dev.fedmoe.cluster.fixture.OperatorRelease;
import dev.fedmoe.cluster.scene.ClusterJob;
import dev.fedmoe.cluster.scene.ClusterNamespace;
import dev.fedmoe.cluster.scene.EventualAssert;
import dev.fedmoe.cluster.scene.EventualAssert.Seen;
import dev.fedmoe.cluster.suite.NeedsMachines;
import dev.fedmoe.cluster.suite.OnCluster;
import dev.fedmoe.crds.client.EdgeClientStatus.State;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** An edge that is an edge: power goes, links crawl, rounds go on. */
@OnCluster
@NeedsMachines
@Order(30)
class NodeLossTest {
    @BeforeEach
    void aPool(ClusterNamespace plant) {
        plant.withPrivateData().withPool();
    }

    @Test
    void aNodeWithoutPowerIsLostAndReplacedAndUsedAgainWhenItReturns(ClusterNamespace plant, OperatorRelease operator) {
        ClusterJob job = training(plant, "power");
        String victim = victim(plant, operator, job);

        plant.cluster().power().crash(victim);
        try {
            plant.hears("ClientLost").withinSeconds(30);
            plant.clientIs(victim, State.NotReady).withinSeconds(30);
            job.isCovered().withinSeconds(20);
            job.commitsMoreRounds(3).withinSeconds(60);
        } finally {
            plant.cluster().power().start(victim);
        }

        plant.clientIs(victim, State.Ready).withinSeconds(40);
        job.trainsOnClients(plant.cluster().nodes().size()).withinSeconds(60);
        new EventualAssert("the client on " + victim + " holds experts again", () -> {
                    var holds = plant.clientOn(victim).getStatus().holds;
                    return new Seen(holds != null && holds.startsWith("power:"), "holds " + holds);
                })
                .withinSeconds(60);
    }

    @Test
    void aLinkOfOneMegabitHoldsNoRoundBeyondItsDeadline(ClusterNamespace plant, OperatorRelease operator) {
        ClusterJob job = plant.submit("link", spec -> {
            spec.training.rounds = 1000;
            spec.training.roundDeadline = "6s";
            spec.model.hidden = 256;
            spec.model.expertHidden = 1024;
        });
        job.commitsRound(2).withinSeconds(EventualAssert.SCENE_SECONDS);
        String victim = victim(plant, operator, job);

        plant.cluster().power().rate(victim, "1mbit");
        try {
            int before = job.round();
            // A deadline of 6 s, and what lies between two rounds.
            job.commitsRound(before + 4).withinSeconds(4 * 9 + 6);
        } finally {
            plant.cluster().power().rate(victim, "off");
        }
        job.trainsOnClients(plant.cluster().nodes().size()).withinSeconds(60);
    }

    private static ClusterJob training(ClusterNamespace plant, String name) {
        ClusterJob job = plant.submit(name, spec -> spec.training.rounds = 5000);
        job.trainsOnClients(plant.cluster().nodes().size()).withinSeconds(EventualAssert.SCENE_SECONDS);
        job.commitsRound(2).withinSeconds(EventualAssert.SCENE_SECONDS);
        return job;
    }

    /** Not where the coordinator is, whose volume is local, nor where the operator is, which is not what this is about. */
    private static String victim(ClusterNamespace plant, OperatorRelease operator, ClusterJob job) {
        var needed = new ArrayList<>(operator.pods());
        needed.add(job.coordinator());
        return plant.nodeWithout(needed);
    }
}
