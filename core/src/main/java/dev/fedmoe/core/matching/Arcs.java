package dev.fedmoe.core.matching;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The graph of columns: from e to f leads the row that loses least by giving up e for f. Found when first asked for, kept up to
 * date by moves, so that a repair touches little of it.
 */
final class Arcs {
    private static final int STALE = -2;
    private static final int NONE = -1;

    /** A loss this large is that of no row. */
    static final long NO_ROW = 1L << 60;

    private final Grid grid;
    private final Seats seats;

    /** Of each column; empty when nobody has asked yet. */
    private final long[][] loss;

    private final int[][] row;

    /** How many arcs of each column must be found again. */
    private final int[] stale;

    Arcs(Grid grid, Seats seats) {
        this.grid = grid;
        this.seats = seats;
        loss = new long[grid.columns][0];
        row = new int[grid.columns][0];
        stale = new int[grid.columns];
    }

    /** All columns, by several threads when it pays: each may ask for its own losses. */
    IntStream columns() {
        var columns = IntStream.range(0, grid.columns);
        return grid.rows().isParallel() ? columns.parallel() : columns;
    }

    /** Losses to all columns; {@link #NO_ROW} where there is no row. */
    long[] from(int column) {
        long[] losses = loss[column];
        // Reading rows from end to end is several times faster than reading one value of each.
        if (!isKnown(column) || 3 * stale[column] > grid.columns) {
            return build(column);
        }
        for (int f = 0; f < grid.columns && stale[column] > 0; f++) {
            if (row[column][f] == STALE) {
                losses[f] = find(column, f);
                stale[column]--;
            }
        }
        return losses;
    }

    /** The row that leads there, of an arc that {@link #from} has just shown. */
    int row(int from, int to) {
        return row[from][to];
    }

    void move(int mover, int from, int to) {
        seats.move(mover, from, to);
        forget(mover, from);
        if (isKnown(to)) {
            offerAll(mover, to);
        }
        for (int column : seats.held(mover)) {
            if (column != to && isKnown(column)) {
                if (row[column][to] == mover) {
                    row[column][to] = STALE;
                    stale[column]++;
                }
                offer(mover, column, from, seats.worth(mover, column) - grid.open[mover][from]);
            }
        }
    }

    /** Forgets everything a row had a part in, before or after it is seated. */
    void forget(int mover) {
        for (int column : seats.held(mover)) {
            loss[column] = new long[0];
        }
    }

    private boolean isKnown(int column) {
        return loss[column].length > 0;
    }

    private void forget(int mover, int column) {
        if (isKnown(column)) {
            int[] rows = row[column];
            for (int f = 0; f < rows.length; f++) {
                if (rows[f] == mover) {
                    rows[f] = STALE;
                    stale[column]++;
                }
            }
        }
    }

    private void offerAll(int mover, int column) {
        long worth = seats.worth(mover, column);
        for (int f = 0; f < grid.columns; f++) {
            offer(mover, column, f, worth - grid.open[mover][f]);
        }
    }

    private void offer(int mover, int from, int to, long lost) {
        long[] losses = loss[from];
        if (isKnown(from) && row[from][to] != STALE && lost < losses[to]) {
            losses[to] = lost;
            row[from][to] = mover;
        }
    }

    private long[] build(int column) {
        var losses = new long[grid.columns];
        var rows = new int[grid.columns];
        Arrays.fill(losses, NO_ROW);
        Arrays.fill(rows, NONE);
        int[] holders = seats.holders(column);
        for (int i = 0; i < seats.count(column); i++) {
            int r = holders[i];
            long worth = seats.worth(r, column);
            long[] open = grid.open[r];
            for (int f = 0; f < losses.length; f++) {
                long lost = worth - open[f];
                if (lost < losses[f]) {
                    losses[f] = lost;
                    rows[f] = r;
                }
            }
        }
        loss[column] = losses;
        row[column] = rows;
        stale[column] = 0;
        return losses;
    }

    private long find(int from, int to) {
        long least = NO_ROW;
        int best = NONE;
        int[] holders = seats.holders(from);
        for (int i = 0; i < seats.count(from); i++) {
            int r = holders[i];
            long lost = seats.worth(r, from) - grid.open[r][to];
            if (lost < least) {
                least = lost;
                best = r;
            }
        }
        row[from][to] = best;
        return least;
    }
}
