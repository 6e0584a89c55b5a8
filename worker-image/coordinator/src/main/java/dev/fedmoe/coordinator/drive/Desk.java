package dev.fedmoe.coordinator.drive;

import dev.fedmoe.coordinator.job.Job;
import dev.fedmoe.coordinator.store.CheckpointVolume;
import dev.fedmoe.coordinator.store.CommitStore;
import dev.fedmoe.coordinator.store.MilestoneListener;
import dev.fedmoe.coordinator.store.PlanStore;

/** What the driver works with: the job, and where its state is kept. */
record Desk(
        Job job,
        long epoch,
        CheckpointVolume volume,
        CommitStore commits,
        PlanStore plans,
        MilestoneListener milestones) {}
