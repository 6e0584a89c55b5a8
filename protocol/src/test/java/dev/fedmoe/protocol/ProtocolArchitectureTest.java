package dev.fedmoe.protocol;

import dev.fedmoe.testing.architecture.HouseRules;
import dev.fedmoe.testing.architecture.Room;
import org.junit.jupiter.api.Test;

/** Holds this room to the rules of the house. */
class ProtocolArchitectureTest extends HouseRules {
    ProtocolArchitectureTest() {
        super(Room.at("dev.fedmoe.protocol"));
    }

    @Test
    void theWireKnowsNeitherKubernetesNorTraining() {
        knowsNothingOf(
                new String[] {"dev.fedmoe.protocol.."},
                "io.fabric8..",
                "ai.djl..",
                "dev.fedmoe.coordinator..",
                "dev.fedmoe.worker..");
    }
}
