package dev.fedmoe.core.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fedmoe.core.model.PartId;
import dev.fedmoe.core.model.PartSpec;
import dev.fedmoe.core.model.TensorSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BlockFoldTest {
    private static final PartSpec EXPERT =
            new PartSpec(PartId.expert(0), List.of(TensorSpec.f32("expert.0.up.weight", 3)));
    private static final PartSpec GATE =
            new PartSpec(PartId.GATE, List.of(TensorSpec.f32("gate.weight", 3, 2), TensorSpec.f32("gate.bias", 3)));

    @Test
    void isTheMeanWeightedBySamples() {
        var weights = ContributionWeights.uniform(EXPERT, List.of(1L, 3L));

        assertThat(fold(weights, 8, new float[3], new float[] {4, 0, -8}, new float[] {8, 4, 0}))
                .containsExactly(7f, 3f, -2f);
    }

    @Test
    void sumsInDoublePrecision() {
        // In floats 16777216 + 1 is 16777216 again, and the ones would vanish.
        var weights = ContributionWeights.uniform(EXPERT, List.of(1L, 1L, 1L, 1L));
        float[] big = {16_777_216f, 0, 0};
        float[] one = {1f, 0, 0};

        assertThat(fold(weights, 8, new float[3], big, one, one, new float[3])[0])
                .isEqualTo(4_194_304.5f);
    }

    @Test
    void aClaimBeyondTheLimitCountsAsTheLimitAndNeverBelowZero() {
        assertThat(ContributionWeights.clamp(Long.MAX_VALUE, 512)).isEqualTo(512);
        assertThat(ContributionWeights.clamp(100, 512)).isEqualTo(100);
        assertThat(ContributionWeights.clamp(-1, 512)).isZero();
    }

    @Test
    void aGateRowMovesByTheClientsThatHoldItsExpertOnly() {
        // Expert 0: a alone. Expert 1: a and b. Expert 2: nobody.
        var weights = ContributionWeights.rows(GATE, List.of(List.of(5L, 0L), List.of(1L, 3L), List.of(0L, 0L)));
        float[] a = {10, 11, 20, 21, 30, 31, 1, 2, 3};
        float[] b = {90, 91, 24, 25, 70, 71, 9, 6, 7};
        float[] committed = {-1, -1, -1, -1, -2, -3, -1, -1, -4};

        assertThat(fold(weights, 4, committed, a, b)).containsExactly(10, 11, 23, 24, -2, -3, 1, 5, -4);
        assertThat(weights.hasGaps()).isTrue();
        assertThat(weights.isMoving()).isTrue();
    }

    @Test
    void theServerStepsFromCommittedWeightsAndStateWhereAnybodyCounts() {
        // Half of the way to the aggregate; the state counts the steps.
        var weights = ContributionWeights.rows(GATE, List.of(List.of(5L), List.of(0L), List.of(1L)));
        var fold = new BlockFold(weights, new WeightedMeanAggregator(), new HalfwayServerOptimizer(), 9);
        float[] values = {0, 2, 4, 6, 8, 10, 12, 14, 16};
        float[][] state = {new float[9]};

        fold.fold(0, 9, new float[][] {{10, 10, 10, 10, 10, 10, 10, 10, 10}}, values, state);

        assertThat(values).containsExactly(5, 6, 4, 6, 9, 10, 11, 14, 13);
        assertThat(state[0]).containsExactly(1, 1, 0, 0, 1, 1, 1, 0, 1);
        assertThat(fold.readsCommitted()).isTrue();
    }

    @Test
    void committedWeightsAreReadOnlyWhereSomethingKeepsThem() {
        assertThat(plain(ContributionWeights.uniform(EXPERT, List.of(1L, 0L))).readsCommitted())
                .isFalse();
        assertThat(plain(ContributionWeights.rows(GATE, List.of(List.of(1L), List.of(0L), List.of(1L))))
                        .readsCommitted())
                .isTrue();
    }

    @Test
    void aRuleSeesTheContributorsThatCountAndNoOthers() {
        var weights = ContributionWeights.uniform(EXPERT, List.of(2L, 0L, 7L));
        Aggregator second = (block, aggregate) -> {
            assertThat(block.contributors()).isEqualTo(2);
            assertThat(block.weight(1)).isEqualTo(7);
            System.arraycopy(block.values(1), 0, aggregate, 0, 3);
        };
        float[] values = new float[3];

        new BlockFold(weights, second, new FedAvgServerOptimizer(), 3)
                .fold(0, 3, new float[][] {{1, 1, 1}, {2, 2, 2}, {3, 4, 5}}, values, new float[0][]);

        assertThat(values).containsExactly(3, 4, 5);
    }

    @Test
    void nothingMovesWhenNoSampleWasRouted() {
        assertThat(ContributionWeights.uniform(EXPERT, List.of(0L, 0L)).isMoving())
                .isFalse();
    }

    @Test
    void refusesAGateWhoseRowsAreNotTheExperts() {
        assertThatThrownBy(() -> ContributionWeights.rows(GATE, List.of(List.of(1L), List.of(1L))))
                .hasMessage("gate.weight has 3 rows for 2 experts");
    }

    @Test
    void isBitIdenticalWhateverTheBlockSize() {
        var part = new PartSpec(PartId.expert(0), List.of(TensorSpec.f32("w", 1000)));
        var weights = ContributionWeights.uniform(part, List.of(17L, 4096L, 3L));
        var random = new Random(7);
        float[][] updates = {randoms(random, 1000), randoms(random, 1000), randoms(random, 1000)};

        float[] whole = fold(weights, 1000, new float[1000], updates);

        assertThat(fold(weights, 1, new float[1000], updates)).isEqualTo(whole);
        assertThat(fold(weights, 37, new float[1000], updates)).isEqualTo(whole);
    }

    private static float[] fold(ContributionWeights weights, int block, float[] committed, float[]... updates) {
        var fold = plain(weights);
        float[] result = committed.clone();
        for (int start = 0; start < result.length; start += block) {
            int first = start;
            int length = Math.min(block, result.length - start);
            var slices = Arrays.stream(updates)
                    .map(update -> slice(update, first, length))
                    .toArray(float[][]::new);
            float[] values = slice(committed, start, length);
            fold.fold(start, length, slices, values, new float[0][]);
            System.arraycopy(values, 0, result, start, length);
        }
        return result;
    }

    private static BlockFold plain(ContributionWeights weights) {
        return new BlockFold(weights, new WeightedMeanAggregator(), new FedAvgServerOptimizer(), 1000);
    }

    private static float[] slice(float[] values, int start, int length) {
        return Arrays.copyOfRange(values, start, start + length);
    }

    private static float[] randoms(Random random, int count) {
        var values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private record HalfwayServerOptimizer() implements ServerOptimizer {
        @Override
        public int stateTensors() {
            return 1;
        }

        @Override
        public boolean readsCommitted() {
            return true;
        }

        @Override
        public void step(float[] weights, float[] aggregate, float[][] state, int from, int to) {
            for (int i = from; i < to; i++) {
                weights[i] += (aggregate[i] - weights[i]) / 2;
                state[0][i]++;
            }
        }
    }
}
