package dev.fedmoe.coordinator.store;

import java.io.IOException;

/** Told of each {@link Milestone} as it is reached. Production does nothing; tests end the process or fill the disk here. */
@FunctionalInterface
public interface Milestones {
    Milestones NONE = (milestone, round) -> {};

    void reached(Milestone milestone, int round) throws IOException;
}
