package dev.fedmoe.core.matching;

import java.util.Arrays;

/**
 * The residual network of a matching: one node for each column, and the market, a last node that takes what columns have between
 * their bounds. Potentials keep the reduced cost of every arc at least 0. Ahuja, Magnanti, Orlin, Network Flows, 1993, ch. 9.
 */
final class ResidualNetwork {
    final MatchedPairs pairs;

    /** By node, in the unit of {@link WeightTable}. */
    final long[] potential;

    /** Rows that a column passes on to the market. */
    private final int[] flow;

    private final int market;
    private final long slots;
    private DegreeBounds bounds;

    /**
     * A network in which no row would gain by an exchange at the prices.
     *
     * @param slots that all rows together fill
     */
    ResidualNetwork(MatchedPairs pairs, long[] prices, DegreeBounds bounds, long slots) {
        this.pairs = pairs;
        this.bounds = bounds;
        this.slots = slots;
        market = prices.length;
        potential = Arrays.copyOf(prices, market + 1);
        flow = new int[market];
        for (int e = 0; e < market; e++) {
            flow[e] = bounds.complementary(e, prices[e], pairs.degree(e));
        }
    }

    int market() {
        return market;
    }

    DegreeBounds bounds() {
        return bounds;
    }

    /** Rows that a node has too many; below 0 when it has too few. All together are 0. */
    long excess(int node) {
        if (node < market) {
            return (long) pairs.degree(node) - flow[node];
        }
        return Arrays.stream(flow).asLongStream().sum() - slots;
    }

    /** The reduced cost from a column to the market; {@link ExchangeArcs#NO_ROW} when it may pass on no more. */
    long toMarket(int column) {
        return flow[column] < bounds.high(column) ? potential[market] - potential[column] : ExchangeArcs.NO_ROW;
    }

    /** The reduced cost from the market to a column; {@link ExchangeArcs#NO_ROW} when it must pass on all it does. */
    long fromMarket(int column) {
        return flow[column] > bounds.low(column) ? potential[column] - potential[market] : ExchangeArcs.NO_ROW;
    }

    /** Changes by one what the column at one end of an arc to or from the market passes on. */
    void augment(int from, int to) {
        if (to == market) {
            flow[from]++;
        } else {
            flow[to]--;
        }
    }

    /** Gives up the bounds that cannot be kept, once nothing more can be moved. */
    void relaxBounds() {
        for (int e = 0; e < market; e++) {
            bounds = bounds.stretchedTo(e, pairs.degree(e));
            flow[e] = pairs.degree(e);
        }
    }

    /** What a column costs against the market. */
    long[] prices() {
        return Arrays.stream(potential, 0, market)
                .map(p -> p - potential[market])
                .toArray();
    }
}
