package dev.fedmoe.core.matching;

import java.util.Arrays;

/**
 * The arcs of the exchange graph: from column e to f leads the row that loses least by giving up e for f. With them a path costs
 * as much as there are columns, however many rows there are. The arcs of a column are found when first asked for and kept up to
 * date by moves; when the row of an arc has left, its loss is a lower bound of the next one's, which is looked for when it matters.
 */
final class ExchangeArcs {
    /** A loss this large, in the unit of {@link WeightTable}, is that of no row. */
    static final long NO_ROW = 1L << 60;

    private static final int STALE = -2;
    private static final int NONE = -1;

    private final WeightTable weights;
    private final MatchedPairs pairs;

    /** By both columns; empty for a column whose arcs nobody has asked for yet. */
    private final long[][] loss;

    private final int[][] row;

    ExchangeArcs(WeightTable weights, MatchedPairs pairs) {
        this.weights = weights;
        this.pairs = pairs;
        loss = new long[weights.columns][0];
        row = new int[weights.columns][0];
    }

    /** Hears of one arc. */
    @FunctionalInterface
    interface ArcVisitor {
        /**
         * @param column at the other end
         * @param loss what the row loses by the exchange, prices not counted; below 0 when it gains
         */
        void visit(int column, int row, long loss);
    }

    /**
     * Visits the arcs that leave a column.
     *
     * @param limit by column: arcs to it that lose as much are left out
     */
    void from(int column, long[] limit, ArcVisitor visitor) {
        require(column);
        for (int f = 0; f < weights.columns; f++) {
            if (loss[column][f] < limit[f] && refreshed(column, f) < limit[f]) {
                visitor.visit(f, row[column][f], loss[column][f]);
            }
        }
    }

    /** Visits the arcs that enter a column; {@code limit} is by the column they leave. */
    void to(int column, long[] limit, ArcVisitor visitor) {
        for (int e = 0; e < weights.columns; e++) {
            require(e);
            if (loss[e][column] < limit[e] && refreshed(e, column) < limit[e]) {
                visitor.visit(e, row[e][column], loss[e][column]);
            }
        }
    }

    /** After a row has given up one column for another. */
    void moved(int mover, int from, int to) {
        withdraw(mover, from);
        for (int column : pairs.columns(mover)) {
            if (isKnown(column) && column != to) {
                withdraw(mover, column, to);
                offer(mover, column, from);
            }
        }
        offer(mover, to);
    }

    /** Before a row gives up all its columns. */
    void released(int leaver) {
        for (int column : pairs.columns(leaver)) {
            withdraw(leaver, column);
        }
    }

    /** After a row has been given columns. */
    void matched(int comer) {
        for (int column : pairs.columns(comer)) {
            offer(comer, column);
        }
    }

    private void withdraw(int leaver, int from) {
        for (int f = 0; f < loss[from].length; f++) {
            withdraw(leaver, from, f);
        }
    }

    private void withdraw(int leaver, int from, int to) {
        if (row[from][to] == leaver) {
            row[from][to] = STALE;
        }
    }

    private void offer(int comer, int from) {
        if (isKnown(from)) {
            offer(comer, pairs.weight(comer, from), loss[from], row[from]);
        }
    }

    private void offer(int comer, long weight, long[] losses, int[] rows) {
        long[] open = weights.open[comer];
        for (int f = 0; f < losses.length; f++) {
            long lost = weight - open[f];
            if (lost < losses[f]) {
                losses[f] = lost;
                rows[f] = comer;
            }
        }
    }

    private void offer(int comer, int from, int to) {
        long lost = pairs.weight(comer, from) - weights.open[comer][to];
        if (lost < loss[from][to]) {
            loss[from][to] = lost;
            row[from][to] = comer;
        }
    }

    private boolean isKnown(int column) {
        return loss[column].length > 0;
    }

    private void require(int column) {
        if (!isKnown(column)) {
            build(column);
        }
    }

    /** The arc's loss, after another row has been found when its row has left. */
    private long refreshed(int from, int to) {
        if (row[from][to] == STALE) {
            loss[from][to] = NO_ROW;
            row[from][to] = NONE;
            for (int i = 0; i < pairs.degree(from); i++) {
                offer(pairs.rows(from)[i], from, to);
            }
        }
        return loss[from][to];
    }

    private void build(int column) {
        var losses = new long[weights.columns];
        var rows = new int[weights.columns];
        Arrays.fill(losses, NO_ROW);
        Arrays.fill(rows, NONE);
        for (int i = 0; i < pairs.degree(column); i++) {
            int r = pairs.rows(column)[i];
            offer(r, pairs.weight(r, column), losses, rows);
        }
        loss[column] = losses;
        row[column] = rows;
    }
}
