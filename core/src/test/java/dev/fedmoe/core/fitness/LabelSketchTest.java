package dev.fedmoe.core.fitness;

import static dev.fedmoe.core.fitness.LabelSketch.EXACT;
import static dev.fedmoe.core.fitness.LabelSketch.NOISED;
import static dev.fedmoe.core.fitness.LabelSketch.NONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelSketchTest {
    @Test
    void exactIsTheShareOfEachClass() {
        assertThat(EXACT.of(IntStream.of(0, 2, 2, 1, 2), 4, noNoise())).containsExactly(0.2, 0.2, 0.6, 0.0);
    }

    @Test
    void moreClassesThanBucketsShareThem() {
        var sketch = EXACT.of(IntStream.of(0, 32, 64, 99), 100, noNoise());

        assertThat(sketch).hasSize(32);
        assertThat(sketch.get(0)).isEqualTo(0.75);
        assertThat(sketch.get(99 % 32)).isEqualTo(0.25);
    }

    @Test
    void noiseMovesEachCountByWhatWasDrawnAndNoneBelow0() {
        // Draws of 1 - exp(-k / 2) and a little more are k: 3 - 1 on the first count, 0 - 5 on the second, 0 - 0 on the
        // third.
        var sketch = NOISED.of(IntStream.of(0, 0, 1, 1, 2, 2), 3, drawing(3, 1, 0, 5, 0, 0));

        assertThat(sketch).containsExactly(4 / 6.0, 0.0, 2 / 6.0);
    }

    @Test
    void noiseThatTakesEverythingLeavesAnEvenSketch() {
        assertThat(NOISED.of(IntStream.of(0, 1), 2, drawing(0, 9, 0, 9))).containsExactly(0.5, 0.5);
    }

    @Test
    void noiseIsAsWideAsEpsilonAsksAndFavoursNoSide() {
        var random = new SplittableRandom(5);
        int[] labels = IntStream.range(0, 200).map(i -> i % 2).toArray();
        double[] moved = IntStream.range(0, 20_000)
                .mapToDouble(i -> NOISED.of(Arrays.stream(labels), 2, random).get(0) - 0.5)
                .toArray();

        // Variance of one count's noise: 2a / (1 - a)² with a = exp(-1/2), 7.83; the share is half the difference of
        // two over 200.
        assertThat(Arrays.stream(moved).average().orElseThrow()).isCloseTo(0, within(0.0005));
        assertThat(Arrays.stream(moved).map(m -> m * m).average().orElseThrow())
                .isCloseTo(7.83 * 2 / (400.0 * 400), within(5e-6));
    }

    @Test
    void noneTellsNothing() {
        assertThat(NONE.of(IntStream.of(0, 1), 2, noNoise())).isEmpty();
        assertThat(NONE.buckets(10)).isZero();
    }

    @Test
    void isNamedAsInManifests() {
        assertThat(List.of("None", "Noised", "Exact")).map(LabelSketch::named).containsExactly(NONE, NOISED, EXACT);
        assertThat(LabelSketch.named("")).isEqualTo(NONE);
        assertThatThrownBy(() -> LabelSketch.named("noised"))
                .hasMessage("no label sketch 'noised'. Maybe one of None, Noised, Exact.");
    }

    private static RandomGenerator noNoise() {
        return () -> {
            throw new AssertionError("an exact sketch draws nothing");
        };
    }

    private static RandomGenerator drawing(int... counts) {
        var next = Arrays.stream(counts)
                .mapToDouble(k -> 1 - Math.exp(-(k + 0.5) / 2))
                .iterator();
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new AssertionError("the noise is drawn as doubles");
            }

            @Override
            public double nextDouble() {
                return next.nextDouble();
            }
        };
    }
}
