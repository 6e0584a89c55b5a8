package dev.fedmoe.benchmarks;

import dev.fedmoe.testing.architecture.HouseRules;
import dev.fedmoe.testing.architecture.Room;

/** Holds this room to the rules of the house. */
class BenchmarksArchitectureTest extends HouseRules {
    BenchmarksArchitectureTest() {
        super(Room.at("dev.fedmoe.benchmarks")
                .entering(
                        "dev.fedmoe.coordinator",
                        "dev.fedmoe.coordinator",
                        "dev.fedmoe.coordinator.commit",
                        "dev.fedmoe.coordinator.spool",
                        "dev.fedmoe.coordinator.store")
                .entering(
                        "dev.fedmoe.worker",
                        "dev.fedmoe.worker.data",
                        "dev.fedmoe.worker.model",
                        "dev.fedmoe.worker.session",
                        "dev.fedmoe.worker.train"));
    }
}
