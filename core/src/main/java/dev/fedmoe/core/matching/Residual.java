package dev.fedmoe.core.matching;

/**
 * What is still to be mended: how many rows each column is to have at its price, and potentials that keep every arc's reduced
 * cost at least 0. The last node is the market, which takes what columns have between their bounds.
 */
final class Residual {
    final Seats seats;
    final long[] potential;

    /** Rows a column passes on to the market. */
    final int[] passed;

    private final int market;
    private final long total;
    private Bounds bounds;

    Residual(Seats seats, long[] prices, Bounds bounds, long total) {
        this.seats = seats;
        this.bounds = bounds;
        this.total = total;
        market = prices.length;
        potential = java.util.Arrays.copyOf(prices, market + 1);
        passed = new int[market];
        for (int e = 0; e < market; e++) {
            int within = Math.max(bounds.low(e), Math.min(seats.count(e), bounds.high(e)));
            passed[e] = prices[e] > 0 ? bounds.high(e) : prices[e] < 0 ? bounds.low(e) : within;
        }
    }

    int market() {
        return market;
    }

    Bounds bounds() {
        return bounds;
    }

    long excess(int node) {
        if (node < market) {
            return (long) seats.count(node) - passed[node];
        }
        long sum = -total;
        for (int rows : passed) {
            sum += rows;
        }
        return sum;
    }

    /** The reduced cost from a column to the market; {@link Arcs#NO_ROW} when it may pass on no more. */
    long toMarket(int column) {
        return passed[column] < bounds.high(column) ? potential[market] - potential[column] : Arcs.NO_ROW;
    }

    /** The reduced cost from the market to a column; {@link Arcs#NO_ROW} when it must pass on all it does. */
    long fromMarket(int column) {
        return passed[column] > bounds.low(column) ? potential[column] - potential[market] : Arcs.NO_ROW;
    }

    /** Moves one place to or from the market. */
    void pass(int from, int to) {
        if (to == market) {
            passed[from]++;
        } else {
            passed[to]--;
        }
    }

    /** Gives up the bounds that cannot be kept: nothing more can be moved. */
    void relax() {
        for (int e = 0; e < market; e++) {
            int count = seats.count(e);
            if (count != passed[e]) {
                var side = count < passed[e] ? Relaxation.Side.LOW : Relaxation.Side.HIGH;
                bounds = bounds.with(new Relaxation(e, side, passed[e], count));
                passed[e] = count;
            }
        }
    }

    /** What a column costs against the market. */
    long[] prices() {
        var prices = new long[market];
        for (int e = 0; e < market; e++) {
            prices[e] = potential[e] - potential[market];
        }
        return prices;
    }
}
