package dev.fedmoe.core.fitness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fedmoe.core.random.CounterRandom;
import org.junit.jupiter.api.Test;

class UpdateSketchTest {
    private static final int WEIGHTS = 20_000;

    @Test
    void keepsTheCosineOfTwoUpdates() {
        double[] a = drawn("a");
        double[] half = drawn("b");
        for (int i = 0; i < WEIGHTS; i++) {
            half[i] += a[i];
        }

        double real = VectorMath.dot(VectorMath.unit(a), VectorMath.unit(half));
        assertThat(real).isCloseTo(0.71, within(0.02));
        assertThat(cosine(a, half)).isCloseTo(real, within(0.1));
        assertThat(cosine(a, drawn("b"))).isCloseTo(0, within(0.15));
    }

    @Test
    void sizeSaysNothingOfDirection() {
        double[] large = VectorMath.scaled(drawn("a"), 1e6);

        assertThat(cosine(drawn("a"), large)).isCloseTo(1, within(1e-9));
        assertThat(sketch(large).length())
                .isGreaterThan(1e5 * sketch(drawn("a")).length());
    }

    @Test
    void whatIsWrittenIsWhatWasRead() {
        var sketch = sketch(drawn("a"));

        assertThat(UpdateSketch.of(sketch.values()).cells()).isEqualTo(sketch.cells());
        assertThat(UpdateSketch.of(sketch.values()).length()).isCloseTo(sketch.length(), within(1e-9));
        assertThat(new UpdateSketch(sketch.length(), sketch.cells()).values()).isEqualTo(sketch.values());
    }

    @Test
    void nothingChangedIsASketchToo() {
        assertThat(new UpdateSketch.Builder().build()).isEqualTo(UpdateSketch.nothing());
        assertThat(UpdateSketch.nothing().values()).containsOnly(0).hasSize(UpdateSketch.CELLS);
    }

    @Test
    void whatIsNoSketchSaysSo() {
        assertThatThrownBy(() -> new UpdateSketch(1, "AAAA")).hasMessageContaining("256 cells, not 1.0, AAAA");
        assertThatThrownBy(() ->
                        new UpdateSketch(Double.NaN, UpdateSketch.nothing().cells()))
                .hasMessageContaining("NaN");
    }

    private static double cosine(double[] a, double[] b) {
        return VectorMath.dot(
                VectorMath.unit(sketch(a).values()), VectorMath.unit(sketch(b).values()));
    }

    private static UpdateSketch sketch(double[] changes) {
        var sketch = new UpdateSketch.Builder();
        for (int i = 0; i < changes.length; i++) {
            sketch.add(i, changes[i]);
        }
        return sketch.build();
    }

    private static double[] drawn(String name) {
        var draw = CounterRandom.of(1, name);
        var values = new double[WEIGHTS];
        for (int i = 0; i < WEIGHTS; i++) {
            values[i] = draw.unit(i) - 0.5;
        }
        return values;
    }
}
