package dev.fedmoe.coordinator;

import dev.fedmoe.testing.architecture.HouseRules;
import dev.fedmoe.testing.architecture.Room;
import org.junit.jupiter.api.Test;

/** Holds this room to the rules of the house. */
class CoordinatorArchitectureTest extends HouseRules {
    CoordinatorArchitectureTest() {
        super(Room.at("dev.fedmoe.coordinator"));
    }

    @Test
    void itKnowsNeitherTrainingNorKubernetes() {
        knowsNothingOf(
                new String[] {"dev.fedmoe.coordinator.."},
                "ai.djl..",
                "io.fabric8..",
                "io.javaoperatorsdk..",
                "dev.fedmoe.worker..");
    }
}
