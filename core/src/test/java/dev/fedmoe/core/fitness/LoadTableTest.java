package dev.fedmoe.core.fitness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fedmoe.core.fitness.LoadTable.Routed;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadTableTest {
    @Test
    void addsUpWhatWasRouted() {
        var table = LoadTable.empty(4).add(List.of(new Routed(0, 300), new Routed(2, 60), new Routed(0, 40)));

        assertThat(table.samples()).containsExactly(340.0, 0.0, 60.0, 0.0);
        assertThat(table.shares()).containsExactly(0.85, 0.0, 0.15, 0.0);
    }

    @Test
    void coefficientOfVariationIsDeviationOverMean() {
        assertThat(new LoadTable(List.of(2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0)).cv())
                .isCloseTo(0.4, within(1e-12));
        assertThat(new LoadTable(List.of(5.0, 5.0)).cv()).isZero();
    }

    @Test
    void nothingTrainedIsEven() {
        assertThat(LoadTable.empty(2).cv()).isZero();
        assertThat(LoadTable.empty(2).shares()).containsExactly(0.0, 0.0);
    }

    @Test
    void aFalseClaimIsBounded() {
        var table = LoadTable.empty(2).add(List.of(new Routed(0, Long.MAX_VALUE), new Routed(1, -5)));

        assertThat(table.samples()).containsExactly(4_294_967_296.0, 0.0);
    }

    @Test
    void theOrderOfUpdatesIsMoot() {
        var some = List.of(new Routed(0, 1), new Routed(0, 4_000_000_001L), new Routed(0, 3));
        var other = List.of(some.get(2), some.get(0), some.get(1));

        assertThat(LoadTable.empty(1).add(some)).isEqualTo(LoadTable.empty(1).add(other));
    }

    @Test
    void refusesToRestoreWhatItNeverWrote() {
        assertThatThrownBy(() -> new LoadTable(List.of(1.0, Double.NaN))).hasMessageContaining("[1.0, NaN]");
        assertThatThrownBy(() -> new LoadTable(List.of(-1.0))).hasMessageContaining("[-1.0]");
    }
}
