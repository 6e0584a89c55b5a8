package dev.fedmoe.core.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fedmoe.core.model.ConvMoe;
import dev.fedmoe.core.model.MlpMoe;
import dev.fedmoe.core.model.ModelSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobCostTest {
    private static final ModelSpec MLP = new ModelSpec(new MlpMoe(), List.of(784), 10, 8, 2, 128, 64);

    @Test
    void anExpertCostsParametersGradientsMomentumAndActivations() {
        var cost = ExpertCost.of(MLP, 32, OptimizerKind.SGD);

        assertThat(cost.parameterBytes()).isEqualTo(66_304);
        assertThat(cost.gradientBytes()).isEqualTo(66_304);
        assertThat(cost.optimizerBytes()).isEqualTo(66_304);
        assertThat(cost.activationBytes()).isEqualTo(32 * 2 * (128 + 64) * 8);
        assertThat(cost.memoryBytes()).isEqualTo(3 * 66_304 + 98_304);
        assertThat(cost.flopsPerSample()).isEqualTo(6 * 16_576);
    }

    @Test
    void adamKeepsTwoMoments() {
        assertThat(ExpertCost.of(MLP, 32, OptimizerKind.ADAM).optimizerBytes()).isEqualTo(2 * 66_304);
        assertThat(OptimizerKind.parse("Adam")).contains(OptimizerKind.ADAM);
        assertThat(OptimizerKind.parse("adam")).isEmpty();
    }

    @Test
    void aWorkerCostsItsProcessTheSharedPartAndTheData() {
        var cost = WorkerCost.of(MLP, 32, OptimizerKind.SGD).withData(1_000);

        long activations = 32 * (784 + 3 * 128 + 2 * 8 + 2 * 10) * 8;
        assertThat(cost.modelBytes()).isEqualTo(3 * 4 * (101_770 + 1_032) + activations);
        assertThat(cost.memoryBytes()).isEqualTo((200 << 20) + cost.modelBytes() + 1_000);
        assertThat(cost.transferBytes()).isEqualTo(4 * (101_770 + 1_032));
    }

    @Test
    void convolutionsCostTheirAreaInTimeAndMemory() {
        var conv = WorkerCost.of(
                new ModelSpec(new ConvMoe(), List.of(1, 28, 28), 10, 8, 2, 128, 64), 32, OptimizerKind.SGD);

        assertThat(conv.flopsPerSample()).isEqualTo(6L * (80 * 784 + 1_168 * 196 + (128 * 784 + 128 + 1_290) + 1_032));
        assertThat(conv.modelBytes())
                .isEqualTo(
                        12 * (103_018 + 1_032) + 32L * (784 + 384 + 16 + 20 + 8 * 784 * 9 / 4 + 16 * 196 * 9 / 4) * 8);
    }

    @Test
    void aRoundTakesTransfersBothWaysAndTheSamples() {
        var cost = new JobCost(8, 2, new WorkerCost(0, 0, 0, 1_000, 100), new ExpertCost(500, 0, 0, 0, 50));
        var measured = new CapacityProfile(NodeResources.NONE, 100, 200, 50);

        // (1,000 + 2 × 500) bytes at 200 and 50 a second, 600 samples at 100 a second.
        assertThat(cost.roundSeconds(2, measured, 600)).isCloseTo(10 + 40 + 6, within(1e-9));
        // One expert: 500 bytes less, and 150 of 200 operations a sample.
        assertThat(cost.roundSeconds(1, measured, 600)).isCloseTo(7.5 + 30 + 4.5, within(1e-9));
    }

    @Test
    void nothingMeasuredTakesNoTime() {
        var cost = JobCost.of(MLP, 32, OptimizerKind.SGD);

        assertThat(cost.roundSeconds(8, CapacityProfile.declared(1_000, 1 << 30), 60_000))
                .isZero();
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(() -> new NodeResources(-1, 0)).hasMessageContaining("-1m CPU");
        assertThatThrownBy(() -> new CapacityProfile(NodeResources.NONE, Double.NaN, 0, 0))
                .hasMessage("samplesPerSecond must be finite and at least 0, not NaN");
        assertThatThrownBy(() -> new RoundBudget(1, -1)).hasMessageContaining("-1.0");
        assertThat(new NodeResources(500, 100).less(new NodeResources(600, 30))).isEqualTo(new NodeResources(0, 70));
    }
}
