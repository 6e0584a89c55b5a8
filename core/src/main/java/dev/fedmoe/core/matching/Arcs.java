package dev.fedmoe.core.matching;

import java.util.Arrays;

/**
 * All ways: from e to f leads the row that loses least by giving up e for f. Found when first asked for, kept up to date by
 * moves. When the row of an arc moves away, its loss is a bound of the next one's, which is looked for when that would help.
 */
final class Arcs implements Ways {
    private static final int STALE = -2;
    private static final int NONE = -1;

    /** Reading rows from end to end is several times faster than reading one value of each. */
    private static final int FINDS_BEFORE_ALL = 4;

    /** A loss this large is that of no row. */
    static final long NO_ROW = 1L << 60;

    private final Grid grid;
    private final Seats seats;

    /** Of each column; empty when nobody has asked yet. */
    private final long[][] loss;

    private final int[][] row;

    /** Of each column, since all its arcs were found. */
    private final int[] finds;

    Arcs(Grid grid, Seats seats) {
        this.grid = grid;
        this.seats = seats;
        loss = new long[grid.columns][0];
        row = new int[grid.columns][0];
        finds = new int[grid.columns];
    }

    @Override
    public long reach(long[] potential) {
        return NO_ROW;
    }

    @Override
    public void from(int column, long[] limit, Way way) {
        require(column);
        for (int f = 0; f < grid.columns; f++) {
            if (loss[column][f] < limit[f] && isAsKnown(column, f, limit[f])) {
                way.leads(f, row[column][f], loss[column][f]);
            }
        }
    }

    @Override
    public void to(int column, long[] limit, Way way) {
        for (int e = 0; e < grid.columns; e++) {
            require(e);
            if (loss[e][column] < limit[e] && isAsKnown(e, column, limit[e])) {
                way.leads(e, row[e][column], loss[e][column]);
            }
        }
    }

    @Override
    public void moved(int mover, int from, int to) {
        if (isKnown(from)) {
            for (int f = 0; f < grid.columns; f++) {
                forget(mover, from, f);
            }
        }
        for (int column : seats.held(mover)) {
            if (isKnown(column) && column != to) {
                forget(mover, column, to);
                offer(mover, column, from);
            }
        }
        if (isKnown(to)) {
            for (int f = 0; f < grid.columns; f++) {
                offer(mover, to, f);
            }
        }
    }

    /** Whether its loss is below the limit even when its row has left and another must be found. */
    private boolean isAsKnown(int from, int to, long limit) {
        if (row[from][to] == STALE) {
            if (finds[from]++ < FINDS_BEFORE_ALL) {
                find(from, to);
            } else {
                build(from);
            }
        }
        return loss[from][to] < limit;
    }

    private boolean isKnown(int column) {
        return loss[column].length > 0;
    }

    private void forget(int mover, int from, int to) {
        if (row[from][to] == mover) {
            row[from][to] = STALE;
        }
    }

    private void offer(int mover, int from, int to) {
        long lost = seats.worth(mover, from) - grid.open[mover][to];
        if (lost < loss[from][to]) {
            loss[from][to] = lost;
            row[from][to] = mover;
        }
    }

    private void require(int column) {
        if (!isKnown(column)) {
            build(column);
        }
    }

    private void build(int column) {
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
        finds[column] = 0;
    }

    private void find(int from, int to) {
        loss[from][to] = NO_ROW;
        row[from][to] = NONE;
        int[] holders = seats.holders(from);
        for (int i = 0; i < seats.count(from); i++) {
            offer(holders[i], from, to);
        }
    }
}
