package dev.fedmoe.controlplane.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.controlplane.SampleManifests;
import dev.fedmoe.controlplane.job.JobTranslation.Refused;
import dev.fedmoe.controlplane.job.JobTranslation.Translated;
import dev.fedmoe.core.alignment.PolicyRegistry;
import dev.fedmoe.core.model.ConvMoe;
import dev.fedmoe.crds.job.AlignmentSection.Objective;
import dev.fedmoe.crds.job.AlignmentSection.Policy;
import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.crds.job.ModelSection.InitialModel;
import dev.fedmoe.crds.job.OptimizerSection.OptimizerName;
import dev.fedmoe.crds.job.PrivacySection.LabelSketch;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JobTranslationTest {
    private final FederatedMoEJob job = SampleManifests.job();

    @Test
    void theShortestJobHasAllDefaultsResolved() {
        var settings = translated().settings();

        assertThat(settings.getUid()).isEqualTo("uid-1");
        assertThat(settings.getModel().getInputShapeList()).containsExactly(1, 28, 28);
        assertThat(settings.getModel().getClasses()).isEqualTo(10);
        assertThat(settings.getData().getFormat()).isEqualTo("idx");
        assertThat(settings.getTraining().getLocalPasses()).isEqualTo(1);
        assertThat(settings.getTraining().getOptimizer().getName()).isEqualTo("SGD");
        assertThat(settings.getTraining().getOptimizer().getLearningRate()).isEqualTo(0.05);
        assertThat(settings.getTraining().getOptimizer().getMomentum()).isEqualTo(0.9);
        assertThat(settings.getTraining().getParticipation()).isEqualTo(1);
        assertThat(settings.getTraining().hasRoundDeadline()).isFalse();
        assertThat(settings.getTraining().hasTarget()).isFalse();
        assertThat(settings.getTraining().getLogitAdjustment()).isZero();
        assertThat(settings.getAlignment().getPolicy()).isEqualTo("FitnessAndLoad");
        assertThat(settings.getCheckpoint().getKeep()).isEqualTo(5);
        assertThat(settings.getEvaluated()).isFalse();
    }

    @Test
    void theModelIsTheOneTheCoreKnows() {
        var model = translated().model();

        assertThat(model.architecture()).isEqualTo(new ConvMoe());
        assertThat(model.experts()).isEqualTo(8);
        assertThat(model.hidden()).isEqualTo(128);
        assertThat(model.expertHidden()).isEqualTo(256);
    }

    @Test
    void stepsReplacePassesAndAdamHasItsOwnRate() {
        job.getSpec().training.localSteps = 40;
        job.getSpec().training.optimizer.name = OptimizerName.Adam;
        job.getSpec().training.roundDeadline = "1m30s";
        job.getSpec().training.logitAdjustment = "0.5";

        var training = translated().settings().getTraining();

        assertThat(training.getLocalSteps()).isEqualTo(40);
        assertThat(training.getLocalPasses()).isZero();
        assertThat(training.getOptimizer().getLearningRate()).isEqualTo(0.001);
        assertThat(training.getOptimizer().getMomentum()).isZero();
        assertThat(training.getRoundDeadline().getSeconds()).isEqualTo(90);
        assertThat(training.getLogitAdjustment()).isEqualTo(0.5);
    }

    @ParameterizedTest
    @CsvSource({"Global, Coverage", "Personalized, CompletedFitness", "Balanced, FitnessAndLoad"})
    void theObjectivePicksThePolicyUnlessOneIsNamed(Objective objective, String policy) {
        job.getSpec().alignment.objective = objective;
        assertThat(translated().settings().getAlignment().getPolicy()).isEqualTo(policy);

        job.getSpec().alignment.policy = Policy.Greedy;
        assertThat(translated().settings().getAlignment().getPolicy()).isEqualTo("Greedy");
    }

    @ParameterizedTest
    @EnumSource
    void everyPolicyTheApiNamesIsOneTheCoreHas(Policy policy) {
        job.getSpec().alignment.policy = policy;

        assertThat(PolicyRegistry.names())
                .contains(translated().settings().getAlignment().getPolicy());
    }

    @ParameterizedTest
    @EnumSource
    void everyLabelSketchTheApiNamesIsOneTheCoreHas(LabelSketch sketch) {
        job.getSpec().privacy.labelSketch = sketch;

        String named = translated().settings().getPrivacy().getLabelSketch();
        assertThat(dev.fedmoe.core.fitness.LabelSketch.named(named)).hasToString(sketch.name());
    }

    @Test
    void aJobWithoutSketchesSaysNothingOfPrivacy() {
        assertThat(translated().settings().hasPrivacy()).isFalse();
    }

    @Test
    void whatIsNotBuiltYetIsRefusedNamingFieldValueAndNextStep() {
        job.getSpec().model.initialModel = new InitialModel();
        job.getSpec().model.initialModel.path = "model.safetensors";

        assertThat(problems())
                .containsExactly(
                        "spec.model.initialModel: model.safetensors cannot be loaded yet. Leave it out to start from random weights");
    }

    @Test
    void imagesTooSmallForConvolutionsAreRefused() {
        job.getSpec().data.shape = List.of(1, 3, 28);

        assertThat(problems())
                .containsExactly(
                        "spec.data.shape: [1, 3, 28] is not [channels, height of at least 4, width of at least 4], "
                                + "which conv-moe reads. Maybe use mlp-moe");
    }

    private Translated translated() {
        return (Translated) JobTranslation.of(job);
    }

    private List<String> problems() {
        return ((Refused) JobTranslation.of(job)).problems();
    }
}
