package dev.fedmoe.core.fitness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fedmoe.core.fitness.FitnessTable.Observation;
import dev.fedmoe.core.fitness.FitnessTable.Row;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FitnessTableTest {
    @Test
    void theFirstLossCountsInFullAndLaterOnesByThreeTenths() {
        var table = FitnessTable.empty(2)
                .learn(1, List.of(new Observation("a", 1, 0.5)))
                .learn(2, List.of(new Observation("a", 1, 2.0)));

        assertThat(table.fitness("a").get(0)).isNaN();
        assertThat(table.fitness("a").get(1))
                .isCloseTo(0.7 * 0.6065306597126334 + 0.3 * 0.1353352832366127, within(1e-15));
        assertThat(table.rows()).containsEntry("a", new Row(2, table.fitness("a")));
    }

    @Test
    void aClientNeverHeardOfIsUnseenEverywhere() {
        assertThat(FitnessTable.empty(3).fitness("nobody")).hasSize(3).allMatch(f -> f.isNaN());
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.1, -1e300})
    void anImpossibleLossTeachesNothing(double loss) {
        var before = FitnessTable.empty(1).learn(1, List.of(new Observation("a", 0, 0.5)));

        assertThat(before.learn(2, List.of(new Observation("a", 0, loss))).rows())
                .isEqualTo(before.rows());
    }

    @Test
    void aHugeLossIsBoundedAndCanBeUnlearnt() {
        var table = FitnessTable.empty(1).learn(1, List.of(new Observation("a", 0, 1e300)));

        assertThat(table.fitness("a").get(0)).isEqualTo(Math.exp(-20));
        assertThat(table.learn(2, List.of(new Observation("a", 0, 0.0)))
                        .fitness("a")
                        .get(0))
                .isCloseTo(0.3, within(1e-8));
    }

    @Test
    void thoseWhoLeaveKeepTheirRowAndTheOldTableStaysAsItWas() {
        var before = FitnessTable.empty(1).learn(1, List.of(new Observation("gone", 0, 0.1)));
        var after = before.learn(40, List.of(new Observation("new", 0, 0.2)));

        assertThat(after.fitness("gone")).isEqualTo(before.fitness("gone"));
        assertThat(after.rows()).containsEntry("gone", new Row(1, before.fitness("gone")));
        assertThat(before.fitness("new").get(0)).isNaN();
    }

    @Test
    void aRestoredTableGoesOnBitByBit() {
        var table = FitnessTable.empty(2)
                .learn(1, List.of(new Observation("a", 0, 0.123456789), new Observation("b", 1, 1.0 / 3)));
        var restored = FitnessTable.restore(2, table.rows());
        var next = List.of(new Observation("a", 0, 0.7), new Observation("b", 0, 0.1));

        assertThat(restored.learn(2, next).rows())
                .isEqualTo(table.learn(2, next).rows());
    }

    @Test
    void refusesToRestoreWhatItNeverWrote() {
        assertThatThrownBy(() -> FitnessTable.restore(2, Map.of("a", new Row(1, List.of(0.5)))))
                .hasMessageContaining("a must be 2 values");
        assertThatThrownBy(() -> FitnessTable.restore(1, Map.of("a", new Row(1, List.of(1.5)))))
                .hasMessageContaining("[1.5]");
        assertThatThrownBy(() -> FitnessTable.empty(1).learn(1, List.of(new Observation("a", 1, 0.5))))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }
}
