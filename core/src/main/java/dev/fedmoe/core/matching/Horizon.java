package dev.fedmoe.core.matching;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Finds the ways among columns: first those of few rows, which are enough when prices are nearly right, then more, at last all. */
final class Horizon {
    private static final int[] NONE = {};

    /** Rows that waver at first, for each column. */
    private static final int ROWS_PER_COLUMN = 8;

    private static final int SAMPLE = 1024;

    /** Each time by so much more. */
    private static final int WIDER = 8;

    /** With more pairs a row than this, each column had better read all of its rows. */
    private static final int PAIRS_PER_ROW = 16;

    private final Grid grid;
    private final Seats seats;
    private long width;
    private long wider = WIDER;

    Horizon(Grid grid, Seats seats) {
        this.grid = grid;
        this.seats = seats;
    }

    /** At prices at which no row would like to move. */
    Ways near(long[] prices) {
        if (width == 0) {
            width = Math.max(1, usual(prices));
        }
        return within(prices);
    }

    /** More than those of which only {@code reach} was left. */
    Ways beyond(long reach, long[] prices) {
        if (reach >= width) {
            width = width > Arcs.NO_ROW / wider ? Arcs.NO_ROW : width * wider;
            wider = Math.min(wider * WIDER, Arcs.NO_ROW);
        }
        return within(prices);
    }

    private Ways within(long[] prices) {
        if (width >= Arcs.NO_ROW) {
            return new Arcs(grid, seats);
        }
        int[][] near = grid.rows().mapToObj(r -> near(r, prices)).toArray(int[][]::new);
        long pairs = Arrays.stream(near).mapToLong(columns -> columns.length).sum();
        if (pairs > (long) PAIRS_PER_ROW * near.length) {
            width = Arcs.NO_ROW;
            return new Arcs(grid, seats);
        }
        return new Brink(grid, seats, near, prices, width);
    }

    private int[] near(int row, long[] prices) {
        long worst = worst(row, prices);
        long best = best(row, prices);
        if (best == Grid.TAKEN || worst - best > width) {
            return NONE;
        }
        int[] held = seats.held(row);
        var columns = new int[held.length + 8];
        int n = 0;
        for (int i = 0; i < held.length; i++) {
            if (seats.worth(row)[i] - prices[held[i]] <= best + width) {
                columns[n++] = held[i];
            }
        }
        long[] open = grid.open[row];
        for (int e = 0; e < grid.columns; e++) {
            if (open[e] - prices[e] >= worst - width && open[e] != Grid.TAKEN) {
                columns = n == columns.length ? Arrays.copyOf(columns, 2 * n) : columns;
                columns[n++] = e;
            }
        }
        return Arrays.copyOf(columns, n);
    }

    private long usual(long[] prices) {
        int rows = grid.open.length;
        int size = Math.min(rows, SAMPLE);
        long[] gaps = IntStream.range(0, size)
                .map(i -> (int) ((long) i * rows / size))
                .filter(r -> seats.held(r).length > 0 && seats.held(r).length < grid.columns)
                .mapToLong(r -> worst(r, prices) - best(r, prices))
                .sorted()
                .toArray();
        double share = Math.min(1, (double) ROWS_PER_COLUMN * grid.columns / Math.max(1, rows));
        return gaps.length == 0 ? Arcs.NO_ROW : gaps[(int) (share * (gaps.length - 1))];
    }

    /** Of what the row holds, above the prices. */
    private long worst(int row, long[] prices) {
        int[] held = seats.held(row);
        long worst = Arcs.NO_ROW;
        for (int i = 0; i < held.length; i++) {
            worst = Math.min(worst, seats.worth(row)[i] - prices[held[i]]);
        }
        return worst;
    }

    /** Of what is open to the row; {@link Grid#TAKEN} when nothing is, or when it holds nothing. */
    private long best(int row, long[] prices) {
        int held = seats.held(row).length;
        if (held == 0 || held == grid.columns) {
            return Grid.TAKEN;
        }
        long[] open = grid.open[row];
        long best = Long.MIN_VALUE;
        for (int e = 0; e < open.length; e++) {
            best = Math.max(best, open[e] - prices[e]);
        }
        return best;
    }
}
