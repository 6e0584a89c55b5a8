package dev.fedmoe.controlplane;

import dev.fedmoe.testing.architecture.HouseRules;
import dev.fedmoe.testing.architecture.Room;

/** Holds this room to the rules of the house. */
class ControlPlaneArchitectureTest extends HouseRules {
    ControlPlaneArchitectureTest() {
        super(Room.at("dev.fedmoe.controlplane"));
    }
}
