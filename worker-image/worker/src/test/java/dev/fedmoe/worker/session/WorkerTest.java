package dev.fedmoe.worker.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fedmoe.core.job.training.LocalWork.LocalSteps;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.protocol.TrainingSpecCodec;
import dev.fedmoe.protocol.testing.TestCoordinator.Accepted;
import dev.fedmoe.protocol.v1alpha1.EvaluationReport;
import dev.fedmoe.protocol.v1alpha1.Role;
import dev.fedmoe.protocol.v1alpha1.RoundReport;
import dev.fedmoe.protocol.v1alpha1.TrainTask;
import dev.fedmoe.testing.RealParts;
import dev.fedmoe.worker.data.BadDataException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Workers against a coordinator's real gRPC server. */
@Timeout(60)
@RealParts
class WorkerTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void trainsWhatItIsAssignedAndReportsWhatItSaw() throws Exception {
        try (var plant = new WorkerFixture(folder, "camera-1")) {
            plant.work(Role.ROLE_TRAINER, "camera-1");
            plant.train("camera-1", 1, 0, 2);
            List<Accepted> update = plant.accepted(4);
            assertThat(update)
                    .extracting(Accepted::part)
                    .containsExactly(PartId.SHARED, PartId.GATE, PartId.expert(0), PartId.expert(2));
            RoundReport report = update.get(0).header().getReport();
            assertThat(report.getSamples()).isEqualTo(30);
            assertThat(report.getExpertsList()).extracting(e -> e.getExpert()).containsExactly(0, 2);
            assertThat(report.getExpertsList().stream()
                            .mapToLong(e -> e.getSamples())
                            .sum())
                    .isEqualTo(60);
            assertThat(report.getHoldoutSamples()).isEqualTo(6);
            assertThat(report.getLossBefore()).isBetween(0.5, 2.0);
            assertThat(report.getLossAfter()).isLessThan(report.getLossBefore());
            assertThat(report.getProfile().getSamplesPerSecond()).isPositive();
            assertThat(report.getProfile().getCpuMillis()).isPositive();
            assertThat(update.get(2).content().bytes()).isNotEqualTo(plant.initial(PartId.expert(0)));
            plant.finish("camera-1");
            plant.awaitEnd();
        }
    }

    @Test
    void aRoundIsTrainedAsItsTaskSays() throws Exception {
        try (var plant = new WorkerFixture(folder, "camera-1")) {
            plant.work(Role.ROLE_TRAINER, "camera-1");
            var five = TrainingSpecCodec.encode(WorkerFixture.training().withWork(new LocalSteps(5)));
            plant.train("camera-1", TrainTask.newBuilder().setRound(1).setTraining(five), 0, 2);
            assertThat(plant.accepted(4).get(0).header().getReport().getSamples())
                    .isEqualTo(50);
            plant.finish("camera-1");
            plant.awaitEnd();
        }
    }

    @Test
    void downloadsOnlyPartsWhoseVersionItDoesNotHold() throws Exception {
        try (var plant = new WorkerFixture(folder, "camera-1")) {
            plant.work(Role.ROLE_TRAINER, "camera-1");
            plant.train("camera-1", 1, 0, 2);
            plant.accepted(4);
            plant.forget(PartId.expert(0));
            plant.train("camera-1", 2, 0, 2);
            assertThat(plant.accepted(4))
                    .allSatisfy(part -> assertThat(part.header().getRound()).isEqualTo(2));
        }
    }

    @Test
    void oneProcessServesTwoClientsInTurn() throws Exception {
        try (var plant = new WorkerFixture(folder, "camera-1", "camera-2")) {
            plant.work(Role.ROLE_TRAINER, "camera-1", "camera-2");
            plant.train("camera-1", 1, 0);
            plant.train("camera-2", 1, 1, 3);
            assertThat(plant.accepted(7))
                    .extracting(part -> part.header().getClient() + " " + part.part())
                    .contains("camera-1 expert/0", "camera-2 expert/1", "camera-2 expert/3");
            plant.finish("camera-1");
            plant.finish("camera-2");
            plant.awaitEnd();
        }
    }

    @Test
    void joinsAgainWhenTheStreamBreaks() throws Exception {
        try (var plant = new WorkerFixture(folder, "camera-1")) {
            plant.work(Role.ROLE_TRAINER, "camera-1");
            plant.awaitSubscribed("camera-1");
            plant.coordinator().hangUp("camera-1");
            assertThat(plant.trainedAfterTrouble("camera-1", 1, 3))
                    .extracting(Accepted::part)
                    .containsExactly(PartId.SHARED, PartId.GATE, PartId.expert(3));
        }
    }

    @Test
    void evaluatorScoresTheWholeModelOnItsTestSet() throws Exception {
        try (var plant = new WorkerFixture(folder, "gateway-1")) {
            plant.work(Role.ROLE_EVALUATOR, "gateway-1");
            plant.evaluate("gateway-1", 4);
            EvaluationReport report = plant.evaluation();
            assertThat(report.getRound()).isEqualTo(4);
            assertThat(report.getSamples()).isEqualTo(60);
            assertThat(report.getLoss()).isPositive();
        }
    }

    @Test
    void unusableDataEndsTheWorkerBeforeItsFirstRound() throws Exception {
        try (var plant = new WorkerFixture(folder, "camera-1")) {
            Files.delete(plant.data("camera-1").resolve("labels.idx"));
            assertThatThrownBy(() -> plant.serve(Role.ROLE_TRAINER, "camera-1"))
                    .isInstanceOf(BadDataException.class)
                    .hasMessageContaining("there is no file")
                    .hasMessageContaining("labels.idx");
            assertThat(plant.coordinator().isSubscribed("camera-1")).isFalse();
        }
    }
}
