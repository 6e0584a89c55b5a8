package dev.fedmoe.core.fitness;

import dev.fedmoe.core.random.CounterRandom;
import java.util.Arrays;
import java.util.Base64;

/**
 * What training changed, in few numbers: a count sketch (Charikar, Chen, Farach-Colton 2002, doi 10.1007/3-540-45465-9_59), which
 * keeps the cosine of two updates to about a sixteenth, whatever their size. Immutable.
 *
 * @param length Euclidean, of the sketch; 0 for nothing
 * @param cells {@link #CELLS} signed bytes in Base64, in proportion to the sketch's values: its direction
 */
public record UpdateSketch(double length, String cells) {
    public static final int CELLS = 256;

    private static final double LARGEST = Byte.MAX_VALUE;
    private static final UpdateSketch NOTHING = of(new double[CELLS]);

    public UpdateSketch {
        if (!(length >= 0) || Double.isInfinite(length) || Base64.getDecoder().decode(cells).length != CELLS) {
            throw new IllegalArgumentException(
                    "a sketch is a finite length of at least 0 and " + CELLS + " cells, not " + length + ", " + cells);
        }
    }

    /** Adds up the changes of single weights, in any order; the same weight must come with the same number in every update. */
    public static final class Builder {
        private final CounterRandom draw = CounterRandom.of(0, "update sketch");
        private final double[] sums = new double[CELLS];

        /** @param weight its number in the part */
        public void add(long weight, double change) {
            long bits = draw.bits(weight);
            sums[(int) (bits >>> 1) & (CELLS - 1)] += (bits & 1) == 0 ? change : -change;
        }

        public UpdateSketch build() {
            return of(sums);
        }
    }

    static UpdateSketch nothing() {
        return NOTHING;
    }

    /** Of {@link #CELLS} values; each keeps one part in 254 of the largest. */
    static UpdateSketch of(double[] values) {
        double largest = Arrays.stream(values).map(Math::abs).max().orElse(0);
        var cells = new byte[CELLS];
        for (int i = 0; i < CELLS && largest > 0; i++) {
            cells[i] = (byte) Math.round(values[i] / largest * LARGEST);
        }
        return new UpdateSketch(VectorMath.length(values), Base64.getEncoder().encodeToString(cells));
    }

    /** {@link #CELLS} values of the sketch's length. */
    double[] values() {
        byte[] bytes = Base64.getDecoder().decode(cells);
        var values = new double[CELLS];
        for (int i = 0; i < CELLS; i++) {
            values[i] = bytes[i];
        }
        return VectorMath.scaled(VectorMath.unit(values), length);
    }
}
