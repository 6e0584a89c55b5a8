package dev.fedmoe.controlplane.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.controlplane.SampleManifests;
import dev.fedmoe.controlplane.job.JobTranslation.Refused;
import dev.fedmoe.controlplane.job.JobTranslation.Translated;
import dev.fedmoe.core.alignment.AlignmentPolicy;
import dev.fedmoe.core.capacity.OptimizerKind;
import dev.fedmoe.core.job.DataFileFormat;
import dev.fedmoe.core.job.DataSpec;
import dev.fedmoe.core.job.JobSpec;
import dev.fedmoe.core.job.training.LocalWork.LocalSteps;
import dev.fedmoe.core.job.training.OptimizerSpec;
import dev.fedmoe.core.job.training.TrainingSpec;
import dev.fedmoe.core.model.ConvMoe;
import dev.fedmoe.core.model.ModelSpec;
import dev.fedmoe.crds.job.AggregationSection.GateAggregation;
import dev.fedmoe.crds.job.AlignmentSection.Objective;
import dev.fedmoe.crds.job.AlignmentSection.Policy;
import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.crds.job.ModelSection.InitialModel;
import dev.fedmoe.crds.job.OptimizerSection.OptimizerName;
import dev.fedmoe.crds.job.PrivacySection.LabelSketch;
import dev.fedmoe.crds.job.TargetSection;
import dev.fedmoe.crds.job.TargetSection.MetricName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JobTranslationTest {
    private final FederatedMoEJob job = SampleManifests.job();

    @Test
    void theShortestJobHasAllDefaultsResolved() {
        var model = new ModelSpec(new ConvMoe(), List.of(1, 28, 28), 10, 8, 2, 128, 256);
        var data = new DataSpec(DataFileFormat.IDX, "images.idx.gz", Optional.of("labels.idx.gz"), 0.1);

        assertThat(translated().spec())
                .isEqualTo(JobSpec.of("fashion", "uid-1", model, TrainingSpec.ofRounds(60))
                        .withData(data));
    }

    @Test
    void stepsReplacePassesAndAdamHasItsOwnRate() {
        job.getSpec().training.localSteps = 40;
        job.getSpec().training.optimizer.name = OptimizerName.Adam;
        job.getSpec().training.roundDeadline = "1m30s";
        job.getSpec().training.logitAdjustment = "0.5";

        var training = translated().spec().training();

        assertThat(training.local().work()).isEqualTo(new LocalSteps(40));
        assertThat(training.local().optimizer()).isEqualTo(new OptimizerSpec(OptimizerKind.ADAM, 0.001, 0, 1));
        assertThat(training.round().deadline()).contains(Duration.ofSeconds(90));
        assertThat(training.local().logitAdjustment()).isEqualTo(0.5);
    }

    @ParameterizedTest
    @EnumSource
    void everyMetricTheApiNamesIsOneTheCoreHas(MetricName metric) {
        job.getSpec().training.target = new TargetSection();
        job.getSpec().training.target.metric = metric;
        job.getSpec().training.target.value = "0.9";

        var target = translated().spec().training().target().orElseThrow();

        assertThat(target.metric()).hasToString(metric.name());
        assertThat(target.value()).isEqualTo(0.9);
    }

    @ParameterizedTest
    @CsvSource({"Global, COVERAGE", "Personalized, COMPLETED_FITNESS", "Balanced, FITNESS_AND_LOAD"})
    void theObjectivePicksThePolicyUnlessOneIsNamed(Objective objective, AlignmentPolicy policy) {
        job.getSpec().alignment.objective = objective;
        assertThat(translated().spec().alignment().objective()).hasToString(objective.name());
        assertThat(translated().spec().alignment().policy()).isEqualTo(policy);

        job.getSpec().alignment.policy = Policy.Greedy;
        assertThat(translated().spec().alignment().policy()).isEqualTo(AlignmentPolicy.GREEDY);
    }

    @ParameterizedTest
    @EnumSource
    void everyPolicyTheApiNamesIsOneTheCoreHas(Policy policy) {
        job.getSpec().alignment.policy = policy;

        assertThat(translated().spec().alignment().policy()).hasToString(policy.name());
    }

    @ParameterizedTest
    @EnumSource
    void everyLabelSketchTheApiNamesIsOneTheCoreHas(LabelSketch sketch) {
        job.getSpec().privacy.labelSketch = sketch;

        assertThat(translated().spec().privacy().labelSketch()).hasToString(sketch.name());
    }

    @ParameterizedTest
    @EnumSource
    void everyGateTheApiNamesIsOneTheCoreHas(GateAggregation gate) {
        job.getSpec().aggregation.gate = gate;

        assertThat(translated().spec().aggregation().gate()).hasToString(gate.name());
    }

    @Test
    void whatAnOlderApiServerLetPassIsRefusedLikeTheRest() {
        job.getSpec().training.participation = "1.5";

        assertThat(problems()).containsExactly("spec.training.participation must be in (0, 1], not 1.5");
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
