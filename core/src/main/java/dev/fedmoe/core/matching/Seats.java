package dev.fedmoe.core.matching;

import java.util.Arrays;

/** Who holds what, from both sides. */
final class Seats {
    private final Grid grid;

    /** Columns of each row; worth of each beside it, because the grid masks what is taken. */
    private final int[][] held;

    private final long[][] worth;
    private final int[][] holders;
    private final int[] count;

    Seats(Grid grid) {
        this.grid = grid;
        int rows = grid.open.length;
        held = new int[rows][0];
        worth = new long[rows][0];
        holders = new int[grid.columns][8];
        count = new int[grid.columns];
    }

    int[] held(int row) {
        return held[row];
    }

    long[] worth(int row) {
        return worth[row];
    }

    int count(int column) {
        return count[column];
    }

    /** The first {@link #count} are valid. */
    int[] holders(int column) {
        return holders[column];
    }

    void seatAll(int[][] columns) {
        for (int row = 0; row < columns.length; row++) {
            seat(row, columns[row]);
        }
    }

    void unseatAll() {
        for (int row = 0; row < held.length; row++) {
            unseat(row);
        }
    }

    void seat(int row, int[] columns) {
        held[row] = columns.clone();
        worth[row] = new long[columns.length];
        for (int i = 0; i < columns.length; i++) {
            worth[row][i] = mask(row, columns[i]);
            join(row, columns[i]);
        }
    }

    void unseat(int row) {
        for (int i = 0; i < held[row].length; i++) {
            grid.open[row][held[row][i]] = worth[row][i];
            leave(row, held[row][i]);
        }
        held[row] = new int[0];
        worth[row] = new long[0];
    }

    void move(int row, int from, int to) {
        int i = slot(row, from);
        grid.open[row][from] = worth[row][i];
        held[row][i] = to;
        worth[row][i] = mask(row, to);
        leave(row, from);
        join(row, to);
    }

    /** What the row's column is worth to it. */
    long worth(int row, int column) {
        return worth[row][slot(row, column)];
    }

    private int slot(int row, int column) {
        int i = 0;
        while (held[row][i] != column) {
            i++;
        }
        return i;
    }

    private long mask(int row, int column) {
        long value = grid.open[row][column];
        grid.open[row][column] = Grid.TAKEN;
        return value;
    }

    private void join(int row, int column) {
        if (count[column] == holders[column].length) {
            holders[column] = Arrays.copyOf(holders[column], 2 * count[column]);
        }
        holders[column][count[column]++] = row;
    }

    private void leave(int row, int column) {
        int i = 0;
        while (holders[column][i] != row) {
            i++;
        }
        holders[column][i] = holders[column][--count[column]];
    }
}
