package dev.fedmoe.crds;

import dev.fedmoe.testing.architecture.HouseRules;
import dev.fedmoe.testing.architecture.Room;

/** Holds this room to the rules of the house. */
class CrdsArchitectureTest extends HouseRules {
    CrdsArchitectureTest() {
        super(Room.at("dev.fedmoe.crds"));
    }
}
