package dev.fedmoe.core.matching;

import java.util.Arrays;

/**
 * Of all prices that prove a matching best, those that say what one row more would change: the shortest way from a column to
 * the market, which is what the rows lose that move up. They depend on the matching alone, not on how it was found.
 */
final class TruePrices {
    private final Residual residual;
    private final int market;
    private final long[] distance;
    private final boolean[] settled;
    private final long[][] losses;

    TruePrices(Residual residual) {
        this.residual = residual;
        market = residual.market();
        distance = new long[market];
        settled = new boolean[market];
        losses = new long[market][];
        for (int e = 0; e < market; e++) {
            losses[e] = residual.arcs.from(e);
        }
    }

    /** A column from which no way leads to the market keeps the price it was found with. */
    long[] find() {
        long[] prices = residual.prices();
        Arrays.fill(distance, Arcs.NO_ROW);
        boolean rigid = true;
        for (int e = 0; e < market; e++) {
            long cost = residual.toMarket(e);
            distance[e] = cost;
            rigid &= cost == Arcs.NO_ROW;
        }
        if (rigid) {
            // No column may have one more: then any may, or prices would mean nothing.
            allowAny();
        }
        for (int v = closest(); v >= 0; v = closest()) {
            settled[v] = true;
            relaxTo(v);
        }
        for (int e = 0; e < market; e++) {
            // The distance is in reduced costs, which the potentials have shifted.
            prices[e] = settled[e] ? distance[e] + residual.potential[e] - residual.potential[market] : prices[e];
        }
        return prices;
    }

    private void allowAny() {
        long most = Arrays.stream(residual.potential).limit(market).max().orElse(0);
        residual.potential[market] = most;
        for (int e = 0; e < market; e++) {
            distance[e] = most - residual.potential[e];
        }
    }

    private int closest() {
        int best = -1;
        for (int v = 0; v < market; v++) {
            if (!settled[v] && distance[v] < (best < 0 ? Arcs.NO_ROW : distance[best])) {
                best = v;
            }
        }
        return best;
    }

    private void relaxTo(int v) {
        for (int e = 0; e < market; e++) {
            if (!settled[e]) {
                long loss = losses[e][v];
                if (loss < Arcs.NO_ROW) {
                    distance[e] = Math.min(distance[e], distance[v] + loss - residual.potential[e] + residual.potential[v]);
                }
            }
        }
    }
}
