package dev.fedmoe.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fedmoe.coordinator.testing.TinyJob;
import dev.fedmoe.core.job.training.MetricKind;
import dev.fedmoe.core.job.training.MetricTarget;
import dev.fedmoe.protocol.v1alpha1.DesiredJob;
import dev.fedmoe.protocol.v1alpha1.EvaluationReport;
import dev.fedmoe.protocol.v1alpha1.JobPhase;
import dev.fedmoe.protocol.v1alpha1.JobSettings;
import dev.fedmoe.protocol.v1alpha1.PartVersion;
import dev.fedmoe.protocol.v1alpha1.Progress;
import dev.fedmoe.protocol.v1alpha1.Role;
import dev.fedmoe.protocol.v1alpha1.RosterEntry;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rounds as the driver runs them, spoken to at the ports. */
class CoordinatorRoundsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void aClientTakenOffTheRosterIsNotWaitedFor() throws Exception {
        try (var plant = new CoordinatorFixture(job(1, 1), folder).apply(TinyJob.desired(1, TinyJob.CLIENTS))) {
            TinyJob.CLIENTS.forEach(client -> plant.join(client, Role.ROLE_TRAINER));
            plant.deliver("a", plant.nextTraining("a"));
            plant.deliver("b", plant.nextTraining("b"));

            plant.apply(TinyJob.desired(2, List.of("a", "b")));

            assertThat(plant.await(CoordinatorRoundsTest::isComplete).getRound())
                    .isEqualTo(1);
        }
    }

    @Test
    void aLostClientThatReturnsGetsItsTaskAgain() throws Exception {
        try (var plant = new CoordinatorFixture(job(1, 3), folder).apply(TinyJob.desired(1, TinyJob.CLIENTS))) {
            TinyJob.CLIENTS.forEach(client -> plant.join(client, Role.ROLE_TRAINER));
            plant.deliver("a", plant.nextTraining("a"));
            plant.deliver("b", plant.nextTraining("b"));
            var first = plant.nextTraining("c");
            plant.vanish("c");

            plant.join("c", Role.ROLE_TRAINER);
            var again = plant.nextTraining("c");
            plant.deliver("c", again);

            assertThat(again.getPartsList()).isEqualTo(first.getPartsList());
            assertThat(again.getSeed()).isEqualTo(first.getSeed());
            var committed = plant.await(now -> now.getCommittedCount() > 0);
            assertThat(committed.getCommitted(0).getReported()).isEqualTo(3);
        }
    }

    @Test
    void theEvaluatorIsAskedForTheNewestModelOneAtATimeAndForTheLast() throws Exception {
        try (var plant = new CoordinatorFixture(job(3, 3), folder).apply(withEvaluator())) {
            TinyJob.CLIENTS.forEach(client -> plant.join(client, Role.ROLE_TRAINER));
            plant.join("e", Role.ROLE_EVALUATOR);
            for (int round = 1; round <= 3; round++) {
                for (String client : TinyJob.CLIENTS) {
                    plant.deliver(client, plant.nextTraining(client));
                }
            }
            var first = plant.nextTask("e").getEvaluate();
            assertThat(first.getRound()).isEqualTo(1);
            plant.await(now -> now.getRound() == 3);
            assertThat(plant.isIdle("e")).isTrue();
            for (var part : first.getPartsList()) {
                CoordinatorFixture.granted(plant.port().open(CoordinatorFixture.caller("e"), "e", 1, part))
                        .close();
            }

            score(plant, 1, 70);
            assertThat(plant.nextTask("e").getEvaluate().getRound()).isEqualTo(3);
            score(plant, 3, 80);

            Progress end = plant.await(CoordinatorRoundsTest::isComplete);
            assertThat(end.getGlobal().getValue()).isEqualTo(0.8);
            assertThat(end.getGlobal().getRound()).isEqualTo(3);
            assertThat(end.getBest().getValue()).isEqualTo(0.8);
        }
    }

    @Test
    void theTargetEndsTheJobEarly() throws Exception {
        JobSettings job =
                TinyJob.settings(100, training -> training.withTarget(new MetricTarget(MetricKind.PERSONAL, 0.8)));
        try (var plant = new CoordinatorFixture(job, folder).apply(TinyJob.desired(1, TinyJob.CLIENTS))) {
            TinyJob.CLIENTS.forEach(client -> plant.join(client, Role.ROLE_TRAINER));
            for (String client : TinyJob.CLIENTS) {
                plant.deliver(client, plant.nextTraining(client));
            }

            Progress end = plant.await(CoordinatorRoundsTest::isComplete);

            assertThat(end.getRound()).isEqualTo(1);
            assertThat(end.getPersonal().getValue()).isCloseTo(0.8, within(1e-12));
            assertThat(folder.resolve("model.safetensors")).exists();
            assertThat(folder.resolve("model.json")).exists();
            assertThat(plant.nextTask("a").getFinished().getPhase()).isEqualTo(JobPhase.JOB_PHASE_COMPLETE);
        }
    }

    @Test
    void aRestartGoesOnWithTheRosterItWasGivenAndSaysWhatItFellBackTo() throws Exception {
        try (var plant = new CoordinatorFixture(job(3, 3), folder).apply(TinyJob.desired(4, TinyJob.CLIENTS))) {
            TinyJob.CLIENTS.forEach(client -> plant.join(client, Role.ROLE_TRAINER));
            for (int round = 1; round <= 2; round++) {
                for (String client : TinyJob.CLIENTS) {
                    plant.deliver(client, plant.nextTraining(client));
                }
            }
            plant.await(now -> now.getRound() == 2);
        }
        flip(folder.resolve("commits/commit-000002.parts"));

        try (var plant = new CoordinatorFixture(job(3, 3), folder)) {
            Progress now = plant.await(p -> true);

            assertThat(now.getRound()).isEqualTo(1);
            assertThat(now.getEpoch()).isEqualTo(2);
            assertThat(now.getObservedGeneration()).isEqualTo(4);
            assertThat(now.getRosterClients()).isEqualTo(3);
            assertThat(now.getHappenings(0).getReason()).isEqualTo("CheckpointFellBack");
            assertThat(now.getHappenings(0).getMessage())
                    .isEqualTo("resuming from round 1, the newest valid commit; passed over: commit-000002.json: the"
                            + " digest of shared does not fit its bytes");
        }
    }

    @Test
    void aRestartRepeatsThePlanOfTheOpenRoundExactly() throws Exception {
        List<PartVersion> before;
        try (var plant = new CoordinatorFixture(job(3, 3), folder).apply(TinyJob.desired(1, TinyJob.CLIENTS))) {
            TinyJob.CLIENTS.forEach(client -> plant.join(client, Role.ROLE_TRAINER));
            before = plant.nextTraining("a").getPartsList();
            plant.deliver("b", plant.nextTraining("b"));
        }

        try (var plant = new CoordinatorFixture(job(3, 3), folder)) {
            // With four slots a new plan would give every client all four experts.
            plant.apply(withSlots(2, 4));
            TinyJob.CLIENTS.forEach(client -> plant.join(client, 2, Role.ROLE_TRAINER));

            assertThat(plant.nextTraining("a").getPartsList()).isEqualTo(before).hasSize(4);
        }
    }

    @Test
    void anOlderGenerationChangesNothing() throws Exception {
        try (var plant = new CoordinatorFixture(job(3, 3), folder)) {
            plant.apply(TinyJob.desired(4, TinyJob.CLIENTS)).apply(TinyJob.desired(3, List.of("zoe")));

            assertThat(plant.await(now -> now.getObservedGeneration() > 0).getRosterClients())
                    .isEqualTo(3);
        }
    }

    private static JobSettings job(int rounds, int minClients) {
        return TinyJob.settings(
                rounds, training -> training.withRound(training.round().withQuorum(1, minClients)));
    }

    private static DesiredJob withEvaluator() {
        return TinyJob.desired(1, TinyJob.CLIENTS).toBuilder()
                .addRoster(RosterEntry.newBuilder()
                        .setClient("e")
                        .setNode("node-e")
                        .setRole(Role.ROLE_EVALUATOR))
                .build();
    }

    private static DesiredJob withSlots(long generation, int slots) {
        var desired = TinyJob.desired(generation, TinyJob.CLIENTS).toBuilder();
        desired.getRosterBuilderList().forEach(entry -> entry.setSlots(slots));
        return desired.build();
    }

    private static void score(CoordinatorFixture plant, int round, long correct) {
        var report = EvaluationReport.newBuilder()
                .setClient("e")
                .setEpoch(1)
                .setRound(round)
                .setCorrect(correct)
                .setSamples(100);
        CoordinatorFixture.granted(plant.port().evaluation(CoordinatorFixture.caller("e"), report.build()));
    }

    private static boolean isComplete(Progress now) {
        return now.getPhase() == JobPhase.JOB_PHASE_COMPLETE;
    }

    private static void flip(Path file) throws IOException {
        try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
            int value = bytes.read();
            bytes.seek(0);
            bytes.write(value ^ 1);
        }
    }
}
