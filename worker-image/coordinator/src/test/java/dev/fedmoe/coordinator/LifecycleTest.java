package dev.fedmoe.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fedmoe.coordinator.store.UnusableVolumeException;
import dev.fedmoe.coordinator.testing.TinyJob;
import dev.fedmoe.core.job.training.TrainingSpec;
import dev.fedmoe.protocol.TrainingSpecCodec;
import dev.fedmoe.protocol.v1alpha1.DesiredJob;
import dev.fedmoe.protocol.v1alpha1.JobPhase;
import dev.fedmoe.protocol.v1alpha1.Progress;
import dev.fedmoe.protocol.v1alpha1.Role;
import dev.fedmoe.protocol.v1alpha1.TrainTask;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job over several starts of its coordinator, and as its control side changes its mind. */
class LifecycleTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void aCompleteJobComesUpCompleteAgainWithItsFiguresAndTrainsNoMore() throws Exception {
        Progress end;
        try (var plant = started(2)) {
            round(plant);
            round(plant);
            end = plant.await(LifecycleTest::isComplete);
        }

        try (var plant = new CoordinatorFixture(TinyJob.settings(2), folder)) {
            var again = plant.await(now -> true);

            assertThat(again.getPhase()).isEqualTo(JobPhase.JOB_PHASE_COMPLETE);
            assertThat(again.getMessage()).isEqualTo(end.getMessage());
            assertThat(again.getModelPath()).isEqualTo(end.getModelPath()).isNotEmpty();
            assertThat(again.getPersonal()).isEqualTo(end.getPersonal());
            assertThat(again.getBest()).isEqualTo(end.getBest());
            assertThat(plant.join("a", 2, Role.ROLE_TRAINER)
                            .nextTask("a")
                            .getFinished()
                            .getPhase())
                    .isEqualTo(JobPhase.JOB_PHASE_COMPLETE);
        }
    }

    @Test
    void aCompleteJobThatIsGivenMoreRoundsBeforeItsRestartGoesOn() throws Exception {
        try (var plant = started(1)) {
            round(plant);
            plant.await(LifecycleTest::isComplete);
        }

        try (var plant = new CoordinatorFixture(TinyJob.settings(2), folder)) {
            TinyJob.CLIENTS.forEach(client -> plant.join(client, 2, Role.ROLE_TRAINER));

            assertThat(plant.nextTraining("a").getRound()).isEqualTo(2);
        }
    }

    @Test
    void suspensionFinishesTheOpenRoundAndOpensNoOtherOverARestartUntilItEnds() throws Exception {
        try (var plant = started(3)) {
            plant.deliver("a", plant.nextTraining("a"));
            plant.apply(suspended(2, true));
            plant.deliver("b", plant.nextTraining("b"));
            plant.deliver("c", plant.nextTraining("c"));

            var rest = plant.await(now -> now.getPhase() == JobPhase.JOB_PHASE_SUSPENDED);

            assertThat(rest.getRound()).isEqualTo(1);
            assertThat(rest.getMessage()).isEqualTo("suspended after round 1; spec.suspend: false resumes");
            plant.vanish("a");
            assertThat(plant.await(now -> now.getLiveClients() == 2).getHappeningsList())
                    .noneMatch(h -> h.getReason().equals("ClientLost"));
        }
        try (var plant = new CoordinatorFixture(TinyJob.settings(3), folder)) {
            assertThat(plant.await(now -> true).getPhase()).isEqualTo(JobPhase.JOB_PHASE_SUSPENDED);
            TinyJob.CLIENTS.forEach(client -> plant.join(client, 2, Role.ROLE_TRAINER));
            plant.await(now -> now.getLiveClients() == 3);
            assertThat(plant.isIdle("a")).isTrue();

            plant.apply(suspended(3, false));

            assertThat(plant.nextTraining("a").getRound()).isEqualTo(2);
        }
    }

    @Test
    void aJobSuspendedBeforeItsFirstRoundTrainsNothing() throws Exception {
        try (var plant = new CoordinatorFixture(TinyJob.settings(3), folder).apply(suspended(1, true))) {
            TinyJob.CLIENTS.forEach(client -> plant.join(client, Role.ROLE_TRAINER));

            var rest = plant.await(now -> now.getLiveClients() == 3);

            assertThat(rest.getPhase()).isEqualTo(JobPhase.JOB_PHASE_SUSPENDED);
            assertThat(plant.isIdle("a")).isTrue();
        }
    }

    @Test
    void anEmptyVolumeWhereRoundsWereCommittedIsToldAndNothingIsTrained() throws Exception {
        var seen = TinyJob.desired(1, TinyJob.CLIENTS).toBuilder()
                .setCommittedRound(40)
                .build();
        try (var plant = new CoordinatorFixture(TinyJob.settings(60), folder).apply(seen)) {
            TinyJob.CLIENTS.forEach(client -> plant.join(client, Role.ROLE_TRAINER));

            var lost = plant.await(now -> now.getLiveClients() == 3);

            assertThat(lost.getPhase()).isEqualTo(JobPhase.JOB_PHASE_PENDING);
            assertThat(lost.getMessage()).contains("holds round 0").contains("round 40 was committed");
            assertThat(plant.isIdle("a")).isTrue();
        }
    }

    @Test
    void aVolumeOfAnotherJobIsLeftAloneAndTold() throws Exception {
        try (var plant = started(3)) {
            round(plant);
        }
        var other = TinyJob.settings(3).toBuilder().setUid("uid-2").build();

        assertThatThrownBy(() -> new CoordinatorFixture(other, folder))
                .isInstanceOf(UnusableVolumeException.class)
                .hasMessageContaining("belongs to the job with uid uid-1, this one has uid uid-2");
    }

    @Test
    void fewerRoundsEndTheJobAndANewDeadlineHoldsFromTheNextRound() throws Exception {
        try (var plant = started(9)) {
            assertThat(plant.nextTraining("a").getDeadline().getSeconds()).isBetween(30L, 60L);
            plant.apply(training(2, t -> t.withRounds(9).withRound(t.round().withDeadline(Duration.ofMinutes(10)))));
            plant.vanish("a");
            var same = plant.join("a", Role.ROLE_TRAINER).nextTraining("a");
            assertThat(same.getDeadline().getSeconds()).isLessThanOrEqualTo(60);
            plant.deliver("a", same);
            plant.deliver("b", plant.nextTraining("b"));
            plant.deliver("c", plant.nextTraining("c"));

            TrainTask second = plant.nextTraining("a");
            assertThat(second.getDeadline().getSeconds()).isBetween(590L, 600L);
            plant.apply(training(3, t -> t.withRounds(2)));
            plant.deliver("a", second);
            plant.deliver("b", plant.nextTraining("b"));
            plant.deliver("c", plant.nextTraining("c"));

            var end = plant.await(LifecycleTest::isComplete);
            assertThat(end.getRound()).isEqualTo(2);
            assertThat(end.getRounds()).isEqualTo(2);
        }
    }

    private CoordinatorFixture started(int rounds) throws Exception {
        var plant = new CoordinatorFixture(TinyJob.settings(rounds), folder).apply(TinyJob.desired(1, TinyJob.CLIENTS));
        TinyJob.CLIENTS.forEach(client -> plant.join(client, Role.ROLE_TRAINER));
        return plant;
    }

    private static void round(CoordinatorFixture plant) throws Exception {
        for (String client : TinyJob.CLIENTS) {
            plant.deliver(client, plant.nextTraining(client));
        }
    }

    private static DesiredJob suspended(long generation, boolean suspended) {
        return TinyJob.desired(generation, TinyJob.CLIENTS).toBuilder()
                .setSuspended(suspended)
                .build();
    }

    private static DesiredJob training(long generation, UnaryOperator<TrainingSpec> change) {
        var settings = TrainingSpecCodec.encode(TinyJob.spec(1, change).training());
        return TinyJob.desired(generation, TinyJob.CLIENTS).toBuilder()
                .setTraining(settings)
                .build();
    }

    private static boolean isComplete(Progress now) {
        return now.getPhase() == JobPhase.JOB_PHASE_COMPLETE;
    }
}
