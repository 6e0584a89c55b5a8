package dev.fedmoe.local;

import dev.fedmoe.testing.architecture.HouseRules;
import dev.fedmoe.testing.architecture.Room;
import org.junit.jupiter.api.Test;

/** Holds this room to the rules of the house. */
class LocalArchitectureTest extends HouseRules {
    LocalArchitectureTest() {
        super(Room.at("dev.fedmoe.local")
                .printingIn("dev.fedmoe.local.terminal..")
                .entering("dev.fedmoe.coordinator", "dev.fedmoe.coordinator.store")
                .entering("dev.fedmoe.worker", "dev.fedmoe.worker.data"));
    }

    @Test
    void splitsReportsAndProcessesKnowNothingOfTheFederation() {
        knowsNothingOf(
                new String[] {"dev.fedmoe.local.split..", "dev.fedmoe.local.process..", "dev.fedmoe.local.report.."},
                "dev.fedmoe.protocol..",
                "dev.fedmoe.controlplane..",
                "dev.fedmoe.worker..",
                "dev.fedmoe.coordinator..");
    }
}
