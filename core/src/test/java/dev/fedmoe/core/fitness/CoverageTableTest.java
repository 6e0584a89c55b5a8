package dev.fedmoe.core.fitness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fedmoe.core.fitness.CoverageTable.Trained;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoverageTableTest {
    @Test
    void olderRoundsFadeByATenth() {
        var table = CoverageTable.empty(2, 2)
                .learn(List.of(new Trained(0, 1, List.of(1.0, 0.0))))
                .learn(List.of(new Trained(0, 0.5, List.of(0.5, 0.5))));

        assertThat(table.mass()).containsExactly(List.of(1.15, 0.25), List.of(0.0, 0.0));
    }

    @Test
    void samplesCountUpTo512() {
        assertThat(CoverageTable.weight(128)).isEqualTo(0.25);
        assertThat(CoverageTable.weight(1L << 60)).isEqualTo(1);
        assertThat(CoverageTable.weight(-5)).isZero();
    }

    @Test
    void aSketchIsScaledAndNonsenseIsEven() {
        assertThat(CoverageTable.sketch(List.of(3.0, 1.0), 2)).containsExactly(0.75, 0.25);
        var even = List.of(0.5, 0.5);
        assertThat(CoverageTable.sketch(List.of(), 2)).isEqualTo(even);
        assertThat(CoverageTable.sketch(List.of(1.0, 2.0, 3.0), 2)).isEqualTo(even);
        assertThat(CoverageTable.sketch(List.of(2.0, -1.0), 2)).isEqualTo(even);
        assertThat(CoverageTable.sketch(List.of(Double.NaN, 1.0), 2)).isEqualTo(even);
        assertThat(CoverageTable.sketch(List.of(1e308, 1e308), 2)).isEqualTo(even);
        assertThat(CoverageTable.sketch(List.of(0.0, 0.0), 2)).isEqualTo(even);
    }

    @Test
    void amountsAreKeptWhenTheBucketsChange() {
        var table = new CoverageTable(List.of(List.of(3.0), List.of(1.0)));

        assertThat(table.over(2).mass()).containsExactly(List.of(1.5, 1.5), List.of(0.5, 0.5));
        assertThat(table.over(2).over(1)).isEqualTo(table);
        assertThat(table.over(1)).isEqualTo(table);
    }

    @Test
    void refusesWhatIsNoMass() {
        assertThatThrownBy(() -> new CoverageTable(List.of(List.of(Double.NaN))))
                .hasMessageContaining("NaN");
    }
}
