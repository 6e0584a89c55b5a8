package dev.fedmoe.core.matching;

import java.util.Arrays;
import java.util.stream.IntStream;

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
        residual.arcs.columns().forEach(e -> losses[e] = residual.arcs.from(e));
    }

    long[] find() {
        long most = Arrays.stream(residual.potential).limit(market).max().orElse(0);
        boolean rigid = IntStream.range(0, market).allMatch(e -> residual.toMarket(e) == Arcs.NO_ROW);
        for (int e = 0; e < market; e++) {
            // When no column may have one more, any may: else prices would mean nothing.
            distance[e] = rigid ? most - residual.potential[e] : residual.toMarket(e);
        }
        for (int v = closest(); v >= 0; v = closest()) {
            settled[v] = true;
            relaxTo(v);
        }
        long[] prices = residual.prices();
        for (int e = 0; e < market; e++) {
            // The distance is in reduced costs, which the potentials have shifted.
            prices[e] += settled[e] ? distance[e] : 0;
        }
        return rigid ? relative(prices) : lifted(prices);
    }

    private static long[] relative(long[] prices) {
        long least = Arrays.stream(prices).min().orElse(0);
        return Arrays.stream(prices).map(p -> p - least).toArray();
    }

    /** Full columns from which no way leads to the market may cost anything above what keeps the others' rows content. */
    private long[] lifted(long[] prices) {
        long lift = 0;
        for (int r = 0; r < market; r++) {
            for (int u = 0; u < market; u++) {
                if (settled[r] && !settled[u] && losses[r][u] < Arcs.NO_ROW) {
                    lift = Math.max(lift, prices[r] - losses[r][u] - prices[u]);
                }
            }
        }
        for (int u = 0; u < market; u++) {
            prices[u] += settled[u] ? 0 : lift;
        }
        return prices;
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
                    distance[e] =
                            Math.min(distance[e], distance[v] + loss - residual.potential[e] + residual.potential[v]);
                }
            }
        }
    }
}
