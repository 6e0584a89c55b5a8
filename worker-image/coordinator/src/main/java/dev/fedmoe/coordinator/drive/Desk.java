package dev.fedmoe.coordinator.drive;

import dev.fedmoe.coordinator.job.Job;
import dev.fedmoe.coordinator.store.Commits;
import dev.fedmoe.coordinator.store.Milestones;
import dev.fedmoe.coordinator.store.Plans;
import dev.fedmoe.coordinator.store.Volume;

/** What the driver works with: the job, and where its state is kept. */
record Desk(Job job, long epoch, Volume volume, Commits commits, Plans plans, Milestones milestones) {}
