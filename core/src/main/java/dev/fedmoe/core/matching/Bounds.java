package dev.fedmoe.core.matching;

import static java.util.stream.IntStream.range;

import dev.fedmoe.core.matching.Relaxation.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** The least and the most rows of each column. */
public final class Bounds {
    private final int[] low;
    private final int[] high;

    private Bounds(int[] low, int[] high) {
        this.low = low;
        this.high = high;
    }

    public static Bounds of(int[] low, int[] high) {
        if (low.length != high.length || low.length == 0 || Arrays.stream(low).anyMatch(l -> l < 0)) {
            throw new IllegalArgumentException("each column needs a low bound of at least 0 and a high one, not "
                    + Arrays.toString(low) + " and " + Arrays.toString(high));
        }
        return new Bounds(low.clone(), high.clone());
    }

    /** The same for all columns. */
    public static Bounds even(int columns, int low, int high) {
        return of(
                range(0, columns).map(e -> low).toArray(),
                range(0, columns).map(e -> high).toArray());
    }

    public int columns() {
        return low.length;
    }

    public int low(int column) {
        return low[column];
    }

    public int high(int column) {
        return high[column];
    }

    /**
     * Bounds whose sums {@code total} slots can meet: no bound above the number of rows, no low one above its high one; too
     * many slots asked for lower the highest low bounds, too few offered raise the lowest high ones.
     */
    Bounds fitting(long total, int rows) {
        int[] most =
                Arrays.stream(high).map(h -> Math.max(0, Math.min(h, rows))).toArray();
        int[] least = range(0, low.length).map(e -> Math.min(low[e], most[e])).toArray();
        if (sum(least) > total) {
            int level = highest(l -> fits(least, v -> Math.min(v, l), total), rows);
            return new Bounds(Arrays.stream(least).map(v -> Math.min(v, level)).toArray(), most);
        }
        if (sum(most) < total) {
            int level = 1 + highest(l -> fits(most, v -> Math.max(v, l), total - 1), rows);
            return new Bounds(
                    least, Arrays.stream(most).map(v -> Math.max(v, level)).toArray());
        }
        return new Bounds(least, most);
    }

    /** For a sample of the rows. */
    Bounds scaled(double share) {
        return new Bounds(
                Arrays.stream(low).map(l -> (int) Math.floor(l * share)).toArray(),
                Arrays.stream(high).map(h -> (int) Math.ceil(h * share)).toArray());
    }

    Bounds with(Relaxation relaxed) {
        var next = new Bounds(low.clone(), high.clone());
        (relaxed.side() == Side.LOW ? next.low : next.high)[relaxed.column()] = relaxed.granted();
        return next;
    }

    /** How {@code granted} falls short of these, low bounds first; a high bound above the number of rows binds no one. */
    List<Relaxation> relaxations(Bounds granted) {
        var relaxed = new ArrayList<Relaxation>();
        for (int e = 0; e < low.length; e++) {
            if (granted.low[e] < low[e]) {
                relaxed.add(new Relaxation(e, Side.LOW, low[e], granted.low[e]));
            }
        }
        for (int e = 0; e < low.length; e++) {
            if (granted.high[e] > high[e]) {
                relaxed.add(new Relaxation(e, Side.HIGH, high[e], granted.high[e]));
            }
        }
        return relaxed;
    }

    private interface Test {
        boolean at(int level);
    }

    // The highest level in [0, most] that passes, -1 when none does; passing is monotone.
    private static int highest(Test passes, int most) {
        int from = -1;
        int to = most;
        while (from < to) {
            int middle = (int) Math.floorDiv((long) from + to + 1, 2L);
            if (passes.at(middle)) {
                from = middle;
            } else {
                to = middle - 1;
            }
        }
        return from;
    }

    private static boolean fits(int[] bounds, IntUnaryOperator at, long total) {
        return sum(Arrays.stream(bounds).map(at).toArray()) <= total;
    }

    private static long sum(int[] values) {
        return Arrays.stream(values).asLongStream().sum();
    }
}
