package dev.fedmoe.coordinator.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.coordinator.aggregation.CommitCache;
import dev.fedmoe.coordinator.aggregation.RoundRooms;
import dev.fedmoe.coordinator.commit.CommitStore;
import dev.fedmoe.coordinator.commit.RoundHistoryFile;
import dev.fedmoe.coordinator.store.CheckpointVolume;
import dev.fedmoe.coordinator.store.MilestoneListener;
import dev.fedmoe.coordinator.store.PlanStore;
import dev.fedmoe.coordinator.testing.TinyJob;
import dev.fedmoe.core.federation.FederationEffect.FoldPart;
import dev.fedmoe.core.federation.FederationEffect.OpenRoom;
import dev.fedmoe.core.federation.FederationEvent.PlanWriteFailed;
import dev.fedmoe.core.federation.FederationState;
import dev.fedmoe.core.federation.planning.FederationRun;
import dev.fedmoe.core.federation.planning.FirstRoundPlanner;
import dev.fedmoe.core.federation.planning.WaitLimits;
import dev.fedmoe.core.federation.rounds.AggregationWeights;
import dev.fedmoe.core.job.state.DesiredState;
import dev.fedmoe.core.job.state.Roster;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.core.round.PartClosing;
import dev.fedmoe.protocol.JobSpecCodec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VolumeEffectsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void aRoundForWhichThereIsNoRoomIsToldAndEndsNothing() throws Exception {
        var job = JobSpecCodec.decode(TinyJob.settings(3));
        var limits = new WaitLimits(Duration.ZERO, Duration.ZERO, Duration.ZERO);
        var run = FederationRun.of(job, 1, limits, 0);
        var events = new EventQueue(bug -> {
            throw new AssertionError(bug);
        });
        try (var volume = CheckpointVolume.open(folder);
                var threads = new IoExecutors()) {
            var commits = new CommitStore(volume, job.uid(), run.manifest(), MilestoneListener.NONE);
            var first = commits.initialize(job.initialWeights());
            var context = new CoordinatorContext(
                    run,
                    volume,
                    commits,
                    new PlanStore(volume, MilestoneListener.NONE),
                    RoundHistoryFile.open(volume, first),
                    MilestoneListener.NONE);
            var state = new StateHolder(
                    FederationState.resumed(run, DesiredState.NONE, first.model(), Optional.empty(), List.of()));
            var rooms = new RoundRooms(volume, commits, threads.folders(), MilestoneListener.NONE);
            var effects = new VolumeEffects(context, state, events, threads, rooms, new CommitCache(first));
            // A file is where the folder of updates should be.
            Files.delete(volume.spool());
            Files.createFile(volume.spool());

            effects.run(new OpenRoom(1, new FirstRoundPlanner(job, Roster.EMPTY).plan(500), false));
            effects.run(new FoldPart(
                    1, PartId.expert(3), new PartClosing.Keep("nobody"), new AggregationWeights(4, 1, Map.of())));
        }

        var told = events.next(TimeUnit.SECONDS.toNanos(10)).orElseThrow().event();
        assertThat(told).isInstanceOfSatisfying(PlanWriteFailed.class, failed -> assertThat(failed.opening())
                .isEqualTo(1));
    }
}
