package dev.fedmoe.core.matching;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Of all prices that prove a matching best, those that say what one row more would change: the shortest way from a column to the
 * market, which is what the rows lose that move up. They depend on the matching alone, not on how it was found. Leonard 1983, doi
 * 10.1086/261158, calls them the extremal prices of the assignment.
 */
final class ExtremalPrices {
    private final ResidualNetwork network;
    private final ExchangeArcs arcs;
    private final int market;

    /** To the market, in reduced costs. */
    private final long[] distance;

    private final boolean[] settled;
    private final long[] limit;

    ExtremalPrices(ResidualNetwork network, ExchangeArcs arcs) {
        this.network = network;
        this.arcs = arcs;
        market = network.market();
        distance = new long[market];
        settled = new boolean[market];
        limit = new long[market];
    }

    /** What each column costs, in the unit of {@link WeightTable}; nothing may be left to repair. */
    long[] find() {
        boolean rigid = IntStream.range(0, market).allMatch(e -> network.toMarket(e) == ExchangeArcs.NO_ROW);
        long most = Arrays.stream(network.potential, 0, market).max().orElse(0);
        for (int e = 0; e < market; e++) {
            // When no column may have one more, any may: else prices would mean nothing.
            distance[e] = rigid ? most - network.potential[e] : network.toMarket(e);
        }
        for (int v = closest(); v >= 0; v = closest()) {
            settled[v] = true;
            relaxTo(v);
        }
        long[] prices = network.prices();
        boolean all = true;
        for (int e = 0; e < market; e++) {
            // The distance is in reduced costs, which the potentials have shifted.
            prices[e] += settled[e] ? distance[e] : 0;
            all &= settled[e];
        }
        return rigid ? relative(prices) : all ? prices : lifted(prices);
    }

    private static long[] relative(long[] prices) {
        long least = Arrays.stream(prices).min().orElse(0);
        return Arrays.stream(prices).map(p -> p - least).toArray();
    }

    /** Full columns from which no way leads to the market may cost anything above what keeps the others' rows content. */
    private long[] lifted(long[] prices) {
        long[] lift = {0};
        for (int u = 0; u < market; u++) {
            int full = u;
            for (int e = 0; e < market; e++) {
                limit[e] = settled[e] && !settled[u]
                        ? Math.min(ExchangeArcs.NO_ROW, prices[e] - prices[u])
                        : Long.MIN_VALUE;
            }
            arcs.to(u, limit, (e, row, loss) -> lift[0] = Math.max(lift[0], prices[e] - loss - prices[full]));
        }
        for (int u = 0; u < market; u++) {
            prices[u] += settled[u] ? 0 : lift[0];
        }
        return prices;
    }

    private int closest() {
        int best = -1;
        for (int v = 0; v < market; v++) {
            if (!settled[v] && distance[v] < (best < 0 ? ExchangeArcs.NO_ROW : distance[best])) {
                best = v;
            }
        }
        return best;
    }

    private void relaxTo(int v) {
        long[] potential = network.potential;
        long base = distance[v] + potential[v];
        for (int e = 0; e < market; e++) {
            limit[e] = Math.min(ExchangeArcs.NO_ROW, distance[e] - base + potential[e]);
        }
        arcs.to(v, limit, (e, row, loss) -> distance[e] = base + loss - potential[e]);
    }
}
