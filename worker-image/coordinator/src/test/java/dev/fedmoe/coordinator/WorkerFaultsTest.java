package dev.fedmoe.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.coordinator.store.MilestoneListener;
import dev.fedmoe.coordinator.store.RecoveryMilestone;
import dev.fedmoe.coordinator.testing.CoordinatorLocator;
import dev.fedmoe.coordinator.testing.EchoClient.Interruption;
import dev.fedmoe.coordinator.testing.EchoClient.Moment;
import dev.fedmoe.coordinator.testing.EchoClientPool;
import dev.fedmoe.coordinator.testing.LocalCoordinator;
import dev.fedmoe.coordinator.testing.TinyJob;
import dev.fedmoe.protocol.testing.TestIdentity;
import dev.fedmoe.protocol.v1alpha1.JobPhase;
import dev.fedmoe.protocol.v1alpha1.JobSettings;
import dev.fedmoe.protocol.v1alpha1.Progress;
import dev.fedmoe.testing.RealParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Workers that die, stay away or come back; a disk that fills up. The coordinator is real, over real TLS. */
@RealParts
class WorkerFaultsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestIdentity identity;

    private final CoordinatorLocator rendezvous = new CoordinatorLocator();

    @BeforeEach
    void identity() {
        identity = TestIdentity.create(folder);
    }

    @ParameterizedTest
    @EnumSource
    void aWorkerThatDiesAtAnyMomentIsCountedOnceAndRejoins(Moment moment) throws Exception {
        JobSettings job = TinyJob.settings(3);
        byte[] undisturbed = run(job, "undisturbed", (round, at) -> false);
        var dead = new AtomicBoolean();

        byte[] disturbed =
                run(job, "disturbed", (round, at) -> round == 2 && at == moment && dead.compareAndSet(false, true));

        assertThat(dead).isTrue();
        assertThat(disturbed).isEqualTo(undisturbed);
    }

    @Test
    void belowQuorumTheRoundIsAbandonedWithItsNumbersAndResumesByItself() throws Exception {
        JobSettings job = TinyJob.settings(
                2,
                training -> training.withRound(
                        training.round().withDeadline(Duration.ofSeconds(1)).withQuorum(1, 2)));
        var silent = new AtomicBoolean(true);
        try (var coordinator = coordinator(job, "run", MilestoneListener.NONE);
                var echoes = new EchoClientPool()) {
            coordinator.apply(TinyJob.desired(1, List.of("a", "b")));
            echoes.start(identity, rendezvous, "a");
            echoes.start(identity, rendezvous, "b", (round, at) -> silent.get() && at == Moment.TRAINING);

            Progress abandoned = coordinator.await(now ->
                    now.getHappeningsList().stream().anyMatch(h -> h.getReason().equals("RoundAbandoned")));

            assertThat(abandoned.getRound()).isZero();
            assertThat(abandoned.getHappeningsList())
                    .filteredOn(h -> h.getReason().equals("RoundAbandoned"))
                    .first()
                    .extracting(h -> h.getMessage())
                    .isEqualTo("round 1 abandoned after 1.0 s: 1 of 2 clients reported, 2 are needed; missing: b."
                            + " Maybe look at their workers, or lower training.quorum.minClients.");
            silent.set(false);
            assertThat(coordinator.awaitComplete().getRound()).isEqualTo(2);
        }
    }

    @Test
    void aFullDiskDelaysTheCommitSaysWhyAndLosesNothing() throws Exception {
        JobSettings job = TinyJob.settings(2);
        byte[] undisturbed = run(job, "undisturbed", (round, at) -> false);
        var full = new AtomicBoolean(true);
        MilestoneListener disk = (milestone, round) -> {
            if (milestone == RecoveryMilestone.AFTER_WRITE && round == 2 && full.get()) {
                throw new IOException("No space left on device");
            }
        };
        try (var coordinator = coordinator(job, "disturbed", disk);
                var echoes = new EchoClientPool()) {
            coordinator.apply(TinyJob.desired(1, TinyJob.CLIENTS));
            TinyJob.CLIENTS.forEach(client -> echoes.start(identity, rendezvous, client));

            Progress waiting = coordinator.await(now -> now.getMessage().contains("not committed"));

            assertThat(waiting.getRound()).isEqualTo(1);
            assertThat(waiting.getMessage())
                    .isEqualTo("round 2 is not committed: No space left on device. Trying again in 1 s; its updates are"
                            + " kept. Maybe make room on the volume.");
            full.set(false);
            coordinator.awaitComplete();
        }
        assertThat(model("disturbed")).isEqualTo(undisturbed);
    }

    @Test
    void aPlanThatCannotBeWrittenOpensNoRound() throws Exception {
        JobSettings job = TinyJob.settings(1);
        var full = new AtomicBoolean(true);
        MilestoneListener disk = (milestone, round) -> {
            if (milestone == RecoveryMilestone.PLAN_WRITE && full.get()) {
                throw new IOException("No space left on device");
            }
        };
        try (var coordinator = coordinator(job, "run", disk);
                var echoes = new EchoClientPool()) {
            coordinator.apply(TinyJob.desired(1, TinyJob.CLIENTS));
            TinyJob.CLIENTS.forEach(client -> echoes.start(identity, rendezvous, client));

            Progress waiting = coordinator.await(now -> now.getMessage().contains("cannot be written"));

            assertThat(waiting.getMessage()).contains("the plan of round 1 cannot be written: No space left on device");
            full.set(false);
            assertThat(coordinator.awaitComplete().getRound()).isEqualTo(1);
        }
    }

    @Test
    void suspendedItFinishesTheOpenRoundAndOpensNoOther() throws Exception {
        JobSettings job = TinyJob.settings(1000);
        try (var coordinator = coordinator(job, "run", MilestoneListener.NONE);
                var echoes = new EchoClientPool()) {
            coordinator.apply(TinyJob.desired(1, TinyJob.CLIENTS));
            TinyJob.CLIENTS.forEach(client -> echoes.start(identity, rendezvous, client));
            coordinator.await(now -> now.getRound() >= 1);

            coordinator.apply(TinyJob.desired(2, TinyJob.CLIENTS).toBuilder()
                    .setSuspended(true)
                    .build());

            Progress suspended = coordinator.await(now -> now.getPhase() == JobPhase.JOB_PHASE_SUSPENDED);
            assertThat(suspended.getObservedGeneration()).isEqualTo(2);
            coordinator.apply(TinyJob.desired(3, TinyJob.CLIENTS));
            coordinator.await(now -> now.getRound() > suspended.getRound());
        }
    }

    private byte[] run(JobSettings job, String name, Interruption deathOfB) throws Exception {
        try (var coordinator = coordinator(job, name, MilestoneListener.NONE);
                var echoes = new EchoClientPool()) {
            coordinator.apply(TinyJob.desired(1, TinyJob.CLIENTS));
            echoes.start(identity, rendezvous, "a");
            echoes.start(identity, rendezvous, "b", deathOfB);
            echoes.start(identity, rendezvous, "c");
            Progress end = coordinator.awaitComplete();
            assertThat(end.getRound()).isEqualTo(job.getTraining().getRounds());
        }
        return model(name);
    }

    private LocalCoordinator coordinator(JobSettings job, String name, MilestoneListener milestones)
            throws IOException {
        return new LocalCoordinator(job, folder.resolve(name), identity, rendezvous, milestones);
    }

    private byte[] model(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name).resolve("model.safetensors"));
    }
}
