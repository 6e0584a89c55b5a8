package dev.fedmoe.core.matching;

import java.util.Arrays;

/** What each row would take at given prices, and how little a price must change until it takes something else. */
final class Favourites {
    private static final int NONE = -1;

    final int[][] chosen;
    final int[] count;

    /** The last column chosen and the first one not; {@link #NONE} for rows that hold none or all. */
    final int[] last;

    final int[] next;
    final long[] gap;

    /** What the row has above the prices, all chosen columns together. */
    final double[] surplus;

    private final Grid grid;
    private final int[] capacity;

    Favourites(Grid grid, int[] capacity) {
        int rows = capacity.length;
        this.grid = grid;
        this.capacity = capacity;
        chosen = new int[rows][];
        count = new int[grid.columns];
        last = new int[rows];
        next = new int[rows];
        gap = new long[rows];
        surplus = new double[rows];
    }

    /** Needs a grid with no pair taken. */
    void choose(long[] prices) {
        grid.rows().forEach(row -> choose(row, prices));
        Arrays.fill(count, 0);
        for (int[] columns : chosen) {
            for (int column : columns) {
                count[column]++;
            }
        }
    }

    /** Of one row, the best first; equals by number. */
    int[] choose(int row, long[] prices) {
        int slots = Math.min(capacity[row], grid.columns);
        int wanted = slots == 0 ? 0 : Math.min(slots + 1, grid.columns);
        var best = new long[wanted];
        var columns = new int[wanted];
        fill(grid.open[row], prices, best, columns);
        chosen[row] = Arrays.copyOf(columns, slots);
        boolean open = wanted > slots;
        last[row] = open ? columns[slots - 1] : NONE;
        next[row] = open ? columns[slots] : NONE;
        double sum = 0;
        for (int i = 0; i < slots; i++) {
            sum += best[i];
        }
        surplus[row] = sum;
        gap[row] = open ? best[slots - 1] - best[slots] : Long.MAX_VALUE;
        return chosen[row];
    }

    long slots() {
        return grid.slots(capacity);
    }

    boolean hasNext(int row) {
        return next[row] != NONE;
    }

    private static void fill(long[] worth, long[] prices, long[] best, int[] columns) {
        int size = 0;
        long floor = best.length == 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
        for (int e = 0; e < worth.length; e++) {
            long value = worth[e] - prices[e];
            if (value > floor) {
                int i = size < best.length ? size++ : size - 1;
                for (; i > 0 && best[i - 1] < value; i--) {
                    best[i] = best[i - 1];
                    columns[i] = columns[i - 1];
                }
                best[i] = value;
                columns[i] = e;
                floor = size < best.length ? Long.MIN_VALUE : best[size - 1];
            }
        }
    }
}
