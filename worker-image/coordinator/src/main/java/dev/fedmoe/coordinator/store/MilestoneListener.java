package dev.fedmoe.coordinator.store;

import java.io.IOException;

/** Told of each {@link RecoveryMilestone} as it is reached. Production does nothing; tests end the process or fill the disk here. */
@FunctionalInterface
public interface MilestoneListener {
    MilestoneListener NONE = (milestone, round) -> {};

    void reached(RecoveryMilestone milestone, int round) throws IOException;
}
