package dev.fedmoe.core.matching;

import java.util.Arrays;

/** The pairs of a matching under construction, listed by row and by column; masks them in the {@link WeightTable}. */
final class MatchedPairs {
    private final WeightTable table;
    private final int[][] columns;

    /** Weights beside the columns, because the table masks what is matched. */
    private final long[][] weights;

    private final int[][] rows;
    private final int[] degree;

    MatchedPairs(WeightTable table) {
        this.table = table;
        columns = new int[table.open.length][0];
        weights = new long[table.open.length][0];
        rows = new int[table.columns][8];
        degree = new int[table.columns];
    }

    /** Columns of a row, in no order; not a copy. */
    int[] columns(int row) {
        return columns[row];
    }

    /** Weights of the row's pairs, in the order of {@link #columns}; not a copy. */
    long[] weights(int row) {
        return weights[row];
    }

    /** The number of rows that a column has. */
    int degree(int column) {
        return degree[column];
    }

    /** Rows of a column, in no order; the first {@link #degree} are valid; not a copy. */
    int[] rows(int column) {
        return rows[column];
    }

    void matchAll(int[][] columnsByRow) {
        for (int row = 0; row < columnsByRow.length; row++) {
            match(row, columnsByRow[row]);
        }
    }

    void releaseAll() {
        for (int row = 0; row < columns.length; row++) {
            release(row);
        }
    }

    /** Matches a row that has no columns. */
    void match(int row, int[] chosen) {
        columns[row] = chosen.clone();
        weights[row] = new long[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            weights[row][i] = mask(row, chosen[i]);
            link(row, chosen[i]);
        }
    }

    void release(int row) {
        for (int i = 0; i < columns[row].length; i++) {
            table.open[row][columns[row][i]] = weights[row][i];
            unlink(row, columns[row][i]);
        }
        columns[row] = new int[0];
        weights[row] = new long[0];
    }

    void move(int row, int from, int to) {
        int i = indexOf(row, from);
        table.open[row][from] = weights[row][i];
        columns[row][i] = to;
        weights[row][i] = mask(row, to);
        unlink(row, from);
        link(row, to);
    }

    /** The weight of a matched pair. */
    long weight(int row, int column) {
        return weights[row][indexOf(row, column)];
    }

    /** What the row's columns are worth to it above their prices. */
    long surplus(int row, long[] prices) {
        long sum = 0;
        for (int i = 0; i < columns[row].length; i++) {
            sum += weights[row][i] - prices[columns[row][i]];
        }
        return sum;
    }

    private int indexOf(int row, int column) {
        int i = 0;
        while (columns[row][i] != column) {
            i++;
        }
        return i;
    }

    private long mask(int row, int column) {
        long weight = table.open[row][column];
        table.open[row][column] = WeightTable.MATCHED;
        return weight;
    }

    private void link(int row, int column) {
        if (degree[column] == rows[column].length) {
            rows[column] = Arrays.copyOf(rows[column], 2 * degree[column]);
        }
        rows[column][degree[column]++] = row;
    }

    private void unlink(int row, int column) {
        int i = 0;
        while (rows[column][i] != row) {
            i++;
        }
        rows[column][i] = rows[column][--degree[column]];
    }
}
