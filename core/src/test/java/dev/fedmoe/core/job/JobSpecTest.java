package dev.fedmoe.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fedmoe.core.alignment.AlignmentObjective;
import dev.fedmoe.core.alignment.AlignmentPolicy;
import dev.fedmoe.core.capacity.JobCost;
import dev.fedmoe.core.capacity.OptimizerKind;
import dev.fedmoe.core.fitness.LabelSketch;
import dev.fedmoe.core.job.training.LocalTrainingSpec;
import dev.fedmoe.core.job.training.OptimizerSpec;
import dev.fedmoe.core.job.training.TrainingSpec;
import dev.fedmoe.core.model.MlpMoe;
import dev.fedmoe.core.model.ModelSpec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobSpecTest {
    private static final ModelSpec MODEL = new ModelSpec(new MlpMoe(), List.of(7), 40, 4, 1, 6, 5);
    private static final JobSpec JOB = JobSpec.of("tiny", "uid-1", MODEL, TrainingSpec.ofRounds(3));

    @Test
    void aJobThatNamesNoPolicyGetsTheOneThatSuitsItsObjective() {
        assertThat(AlignmentSpec.of(AlignmentObjective.GLOBAL, 7).policy()).isEqualTo(AlignmentPolicy.COVERAGE);
        assertThat(AlignmentSpec.of(AlignmentObjective.PERSONALIZED, 7).policy())
                .isEqualTo(AlignmentPolicy.COMPLETED_FITNESS);
        assertThat(JOB.alignment().policy()).isEqualTo(AlignmentPolicy.FITNESS_AND_LOAD);
    }

    @Test
    void whatARoundCostsFollowsFromModelBatchAndOptimizer() {
        var adam = LocalTrainingSpec.DEFAULT.withBatchSize(8).withOptimizer(OptimizerSpec.of(OptimizerKind.ADAM));

        assertThat(JOB.withTraining(JOB.training().withLocal(adam)).cost())
                .isEqualTo(JobCost.of(MODEL, 8, OptimizerKind.ADAM));
    }

    @Test
    void coverageIsCountedInTheBucketsOfTheLabelSketchOrInOne() {
        assertThat(JOB.sketchBuckets()).isZero();
        assertThat(JOB.coverageBuckets()).isEqualTo(1);

        var sketched = JOB.withPrivacy(new PrivacySpec(LabelSketch.NOISED));
        assertThat(sketched.sketchBuckets()).isEqualTo(32);
        assertThat(sketched.coverageBuckets()).isEqualTo(32);
    }

    @Test
    void trainingCheckpointsAndEvaluationMayChangeWhileAJobRuns() {
        var edited = JOB.withTraining(TrainingSpec.ofRounds(60)
                        .withLocal(
                                LocalTrainingSpec.DEFAULT.withLogitAdjustment(1).withBatchSize(64)))
                .withCheckpoint(new CheckpointSpec(2, 9))
                .withEvaluated(true);

        assertThat(JOB.refusedChanges(edited)).isEmpty();
    }

    @Test
    void allOtherSectionsStayAsTheJobBegan() {
        var edited = new JobSpec(
                "tiny",
                "uid-1",
                new ModelSpec(new MlpMoe(), List.of(7), 40, 5, 1, 6, 5),
                new DataSpec(DataFileFormat.IMAGES, "photos", Optional.empty(), 0.1),
                JOB.training(),
                AlignmentSpec.of(AlignmentObjective.BALANCED, 8),
                AggregationSpec.DEFAULT.withGate(GateSharing.LOCAL),
                JOB.checkpoint(),
                new PrivacySpec(LabelSketch.EXACT),
                false);

        assertThat(JOB.refusedChanges(edited))
                .containsExactly("model", "data", "alignment", "aggregation", "privacy")
                .isEqualTo(JobSpec.fixedSections());
    }

    @Test
    void aJobWithoutIdentityIsNone() {
        assertThatThrownBy(() -> JOB.withUid("")).hasMessage("uid must not be empty");
    }
}
