package dev.fedmoe.core.matching;

import java.util.Arrays;

/** What each row would take at given prices, and how little a price must change until it takes something else. */
final class RowDemand {
    private static final int NONE = -1;

    /** By row: the columns it takes, the best first. */
    final int[][] chosen;

    /** By column: the rows that take it. */
    final int[] degree;

    /** By row: the last column taken and the first one not; undefined unless {@link #hasNext}. */
    final int[] last;

    final int[] next;

    /** By row: by how much the last column taken is better than the first one not. */
    final long[] gap;

    /** By row: what it has above the prices, all columns taken together. */
    final long[] surplus;

    private final WeightTable weights;
    private final int[] capacities;

    /** {@code capacities} may change as long as {@link #choose(int, long[])} follows. */
    RowDemand(WeightTable weights, int[] capacities) {
        int rows = capacities.length;
        this.weights = weights;
        this.capacities = capacities;
        chosen = new int[rows][];
        degree = new int[weights.columns];
        last = new int[rows];
        next = new int[rows];
        gap = new long[rows];
        surplus = new long[rows];
    }

    /** Of all rows, none of which may be matched yet. */
    void choose(long[] prices) {
        weights.rows().forEach(row -> choose(row, prices));
        Arrays.fill(degree, 0);
        for (int[] columns : chosen) {
            for (int column : columns) {
                degree[column]++;
            }
        }
    }

    /** Of one row that is not matched: the best columns at the prices, of equals the first. */
    int[] choose(int row, long[] prices) {
        int slots = Math.min(capacities[row], weights.columns);
        int wanted = slots == 0 ? 0 : Math.min(slots + 1, weights.columns);
        var best = new long[wanted];
        var columns = new int[wanted];
        select(weights.open[row], prices, floor(row, slots, prices), best, columns);
        boolean open = wanted > slots;
        chosen[row] = Arrays.copyOf(columns, slots);
        last[row] = open ? columns[slots - 1] : NONE;
        next[row] = open ? columns[slots] : NONE;
        gap[row] = open ? best[slots - 1] - best[slots] : Long.MAX_VALUE;
        surplus[row] = sum(best, slots);
        return chosen[row];
    }

    // A stream would cost as much as the choice.
    private static long sum(long[] best, int slots) {
        long sum = 0;
        for (int i = 0; i < slots; i++) {
            sum += best[i];
        }
        return sum;
    }

    /** Slots that all rows together can use. */
    long slots() {
        return weights.slots(capacities);
    }

    /** Whether the row takes some columns and not all. */
    boolean hasNext(int row) {
        return next[row] != NONE;
    }

    /** What the row took before is worth more now, so that what it takes now is as well; spares most insertions. */
    private long floor(int row, int slots, long[] prices) {
        if (slots == 0) {
            return Long.MAX_VALUE;
        }
        if (chosen[row] == null || chosen[row].length != slots) {
            return Long.MIN_VALUE;
        }
        long[] open = weights.open[row];
        long least = next[row] == NONE ? Long.MAX_VALUE : open[next[row]] - prices[next[row]];
        for (int column : chosen[row]) {
            least = Math.min(least, open[column] - prices[column]);
        }
        return least - 1;
    }

    private static void select(long[] open, long[] prices, long least, long[] best, int[] columns) {
        int size = 0;
        long floor = least;
        for (int e = 0; e < open.length; e++) {
            long value = open[e] - prices[e];
            if (value > floor) {
                size = Math.min(size + 1, best.length);
                insert(value, e, best, columns, size);
                floor = size < best.length ? floor : best[size - 1];
            }
        }
    }

    /** Among the best {@code size}. */
    private static void insert(long value, int column, long[] best, int[] columns, int size) {
        int i = size - 1;
        for (; i > 0 && best[i - 1] < value; i--) {
            best[i] = best[i - 1];
            columns[i] = columns[i - 1];
        }
        best[i] = value;
        columns[i] = column;
    }
}
