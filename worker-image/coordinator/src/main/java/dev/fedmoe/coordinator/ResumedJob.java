package dev.fedmoe.coordinator;

import dev.fedmoe.coordinator.commit.Commit;
import dev.fedmoe.coordinator.commit.CommitStore;
import dev.fedmoe.coordinator.commit.RoundHistoryFile;
import dev.fedmoe.coordinator.endpoint.ControlEndpoint;
import dev.fedmoe.coordinator.export.CompletedJobFile;
import dev.fedmoe.coordinator.export.ModelExport;
import dev.fedmoe.coordinator.loop.CoordinatorContext;
import dev.fedmoe.coordinator.progress.EventLog;
import dev.fedmoe.coordinator.store.CheckpointVolume;
import dev.fedmoe.coordinator.store.DesiredStateFile;
import dev.fedmoe.coordinator.store.MilestoneListener;
import dev.fedmoe.coordinator.store.PlanStore;
import dev.fedmoe.core.federation.EventReason;
import dev.fedmoe.core.federation.FederationState;
import dev.fedmoe.core.federation.planning.FederationRun;
import dev.fedmoe.core.job.JobSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * A job as its volume has it, in a new epoch.
 *
 * @param passedOver newer commits that are not valid, a sentence each
 */
record ResumedJob(CoordinatorContext context, FederationState state, Commit newest, List<String> passedOver) {
    /** Rounds that an adaptive deadline looks back on. */
    private static final int RECENT = 8;

    static ResumedJob on(
            CheckpointVolume volume,
            JobSpec job,
            CoordinatorTimeouts timeouts,
            MilestoneListener milestones,
            LongSupplier clock)
            throws IOException {
        var commits = new CommitStore(volume, job.uid(), job.manifest(), milestones);
        var found = commits.newest();
        Commit newest = found.isPresent() ? found.get().newest() : commits.initialize(job.initialWeights());
        var run = FederationRun.of(job, volume.raiseEpoch(), timeouts.limits(), clock.getAsLong());
        var history = RoundHistoryFile.open(volume, newest);
        var context =
                new CoordinatorContext(run, volume, commits, new PlanStore(volume, milestones), history, milestones);
        var passedOver = found.map(CommitStore.Found::passedOver).orElse(List.of());
        return new ResumedJob(context, state(context, newest), newest, passedOver);
    }

    void tell(EventLog log) {
        if (!passedOver.isEmpty()) {
            log.add(
                    EventReason.CHECKPOINT_FELL_BACK,
                    newest.round(),
                    "resuming from round " + newest.round() + ", the newest valid commit; passed over: "
                            + String.join("; ", passedOver));
        }
    }

    private static FederationState state(CoordinatorContext context, Commit newest) throws IOException {
        var volume = context.volume();
        var slowest = context.history().after(newest.round() - RECENT).stream()
                .map(line -> Duration.ofMillis(line.facts().time().slowestAnswerMillis()))
                .toList();
        var state = FederationState.resumed(
                context.run(),
                ControlEndpoint.stored(new DesiredStateFile(volume)),
                newest.model(),
                context.plans().read(newest.round() + 1),
                slowest);
        return new CompletedJobFile(context.run().job(), volume)
                .read(newest, state.training())
                .map(measured -> state.completed(measured, ModelExport.WEIGHTS))
                .orElse(state);
    }
}
