package dev.fedmoe.cluster;

import dev.fedmoe.testing.architecture.HouseRules;
import dev.fedmoe.testing.architecture.Room;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Holds this module to the rules of the house; needs no cluster. What it finds on a cluster is printed. */
@Order(0)
class ClusterTestsArchitectureTest extends HouseRules {
    ClusterTestsArchitectureTest() {
        super(Room.at("dev.fedmoe.cluster").madeOfTests().printingIn("dev.fedmoe.cluster.."));
    }

    @Test
    void theFixtureKnowsNoTest() {
        knowsNothingOf(
                new String[] {"dev.fedmoe.cluster.fixture.."},
                "dev.fedmoe.cluster.scene..",
                "dev.fedmoe.cluster.suite..",
                "dev.fedmoe.cluster.load..");
    }
}
