package dev.fedmoe.core.matching;

import static java.util.stream.IntStream.range;

import dev.fedmoe.core.matching.BoundRelaxation.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/** The least and the most rows of each column. */
public final class DegreeBounds {
    private final int[] low;
    private final int[] high;

    private DegreeBounds(int[] low, int[] high) {
        this.low = low;
        this.high = high;
    }

    /**
     * Bounds of as many columns as the arrays are long.
     *
     * @throws IllegalArgumentException when the lengths differ or are 0, or a low bound is below 0
     */
    public static DegreeBounds of(int[] low, int[] high) {
        if (low.length != high.length || low.length == 0 || Arrays.stream(low).anyMatch(l -> l < 0)) {
            throw new IllegalArgumentException("each column needs a low bound of at least 0 and a high one, not "
                    + Arrays.toString(low) + " and " + Arrays.toString(high));
        }
        return new DegreeBounds(low.clone(), high.clone());
    }

    /** The same for all columns. */
    public static DegreeBounds even(int columns, int low, int high) {
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

    /** The bound that a column's price stands for: the high one when it costs something, else the low one. */
    int binding(int column, long price) {
        return price > 0 ? high[column] : low[column];
    }

    /** The degree that complementary slackness asks of a column: its binding bound; any within bounds when its price is 0. */
    int complementary(int column, long price, int degree) {
        return price == 0 ? Math.max(low[column], Math.min(degree, high[column])) : binding(column, price);
    }

    /**
     * Bounds whose sums {@code slots} can meet: no bound above the number of rows, no low one above its high one; too many slots
     * asked for lower the highest low bounds, too few offered raise the lowest high ones.
     */
    DegreeBounds fitting(long slots, int rows) {
        int[] most =
                Arrays.stream(high).map(h -> Math.max(0, Math.min(h, rows))).toArray();
        int[] least = range(0, low.length).map(e -> Math.min(low[e], most[e])).toArray();
        if (sum(least) > slots) {
            int level = highest(l -> fits(least, v -> Math.min(v, l), slots), rows);
            return new DegreeBounds(
                    Arrays.stream(least).map(v -> Math.min(v, level)).toArray(), most);
        }
        if (sum(most) < slots) {
            int level = 1 + highest(l -> fits(most, v -> Math.max(v, l), slots - 1), rows);
            return new DegreeBounds(
                    least, Arrays.stream(most).map(v -> Math.max(v, level)).toArray());
        }
        return new DegreeBounds(least, most);
    }

    /** For a sample of the rows. */
    DegreeBounds scaled(double share) {
        return new DegreeBounds(
                Arrays.stream(low).map(l -> (int) Math.floor(l * share)).toArray(),
                Arrays.stream(high).map(h -> (int) Math.ceil(h * share)).toArray());
    }

    /** These, but for a column that has more or fewer rows. */
    DegreeBounds stretchedTo(int column, int degree) {
        var next = new DegreeBounds(low.clone(), high.clone());
        next.low[column] = Math.min(low[column], degree);
        next.high[column] = Math.max(high[column], degree);
        return next;
    }

    /** How {@code granted} falls short of these, low bounds first; a high bound above the number of rows binds no one. */
    List<BoundRelaxation> relaxations(DegreeBounds granted) {
        var relaxed = new ArrayList<BoundRelaxation>();
        for (int e = 0; e < low.length; e++) {
            if (granted.low[e] < low[e]) {
                relaxed.add(new BoundRelaxation(e, Side.LOW, low[e], granted.low[e]));
            }
        }
        for (int e = 0; e < low.length; e++) {
            if (granted.high[e] > high[e]) {
                relaxed.add(new BoundRelaxation(e, Side.HIGH, high[e], granted.high[e]));
            }
        }
        return relaxed;
    }

    // The highest level in [0, most] that passes, -1 when none does; passing is monotone.
    private static int highest(IntPredicate passes, int most) {
        int from = -1;
        int to = most;
        while (from < to) {
            int middle = (int) Math.floorDiv((long) from + to + 1, 2L);
            if (passes.test(middle)) {
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
