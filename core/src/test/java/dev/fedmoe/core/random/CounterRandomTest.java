package dev.fedmoe.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import org.junit.jupiter.api.Test;

class CounterRandomTest {
    @Test
    void thePublishedSequenceOfSplitMix64ComesOut() {
        // A stream whose counter begins at the seed 1234567, values of the reference implementation.
        var draw = new CounterRandom(1234567);

        assertThat(Long.toUnsignedString(draw.bits(1))).isEqualTo("6457827717110365317");
        assertThat(Long.toUnsignedString(draw.bits(2))).isEqualTo("3203168211198807973");
        assertThat(Long.toUnsignedString(draw.bits(3))).isEqualTo("9817491932198370423");
    }

    @Test
    void everyDifferenceInWhatItIsForMakesAnotherStream() {
        var keys = new HashSet<Long>();
        for (int seed = 0; seed < 20; seed++) {
            for (int round = 0; round < 20; round++) {
                for (int client = 0; client < 20; client++) {
                    keys.add(CounterRandom.of(seed, "align", round, "camera-" + client)
                            .bits(0));
                }
            }
        }

        assertThat(keys).hasSize(8000);
    }

    @Test
    void orderAndBordersOfTheValuesCount() {
        assertThat(CounterRandom.of(7, 1, 12))
                .isNotEqualTo(CounterRandom.of(7, 12, 1))
                .isNotEqualTo(CounterRandom.of(7, 11, 2));
        assertThat(CounterRandom.of(7, "ab", "c")).isNotEqualTo(CounterRandom.of(7, "a", "bc"));
    }

    @Test
    void unitsAreEvenOverZeroToOne() {
        var draw = CounterRandom.of(7, "units");
        double sum = 0;
        for (int i = 0; i < 10_000; i++) {
            assertThat(draw.unit(i)).isGreaterThanOrEqualTo(0f).isLessThan(1f);
            sum += draw.unit(i);
        }

        assertThat(sum / 10_000).isCloseTo(0.5, within(0.01));
    }
}
