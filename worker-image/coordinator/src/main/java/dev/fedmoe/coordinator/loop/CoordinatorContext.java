package dev.fedmoe.coordinator.loop;

import dev.fedmoe.coordinator.commit.CommitStore;
import dev.fedmoe.coordinator.commit.RoundHistoryFile;
import dev.fedmoe.coordinator.store.CheckpointVolume;
import dev.fedmoe.coordinator.store.MilestoneListener;
import dev.fedmoe.coordinator.store.PlanStore;
import dev.fedmoe.core.federation.planning.FederationRun;

/** What a coordinator works with: its job, and where the job's state is kept. */
public record CoordinatorContext(
        FederationRun run,
        CheckpointVolume volume,
        CommitStore commits,
        PlanStore plans,
        RoundHistoryFile history,
        MilestoneListener milestones) {
    public String job() {
        return run.job().name();
    }
}
