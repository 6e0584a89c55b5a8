package dev.fedmoe.core.matching;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Of all prices that prove a matching best, those that say what one row more would change: the shortest way from a column to
 * the market, which is what the rows lose that move up. They depend on the matching alone, not on how it was found.
 */
final class TruePrices {
    private final Residual residual;
    private final Horizon horizon;
    private final int market;
    private final long[] distance;
    private final boolean[] settled;
    private final long[] limit;
    private Ways ways;

    /** {@code ways} may be few. */
    TruePrices(Residual residual, Horizon horizon, Ways ways) {
        this.residual = residual;
        this.horizon = horizon;
        this.ways = ways;
        market = residual.market();
        distance = new long[market];
        settled = new boolean[market];
        limit = new long[market];
    }

    long[] find() {
        long most = Arrays.stream(residual.potential).limit(market).max().orElse(0);
        boolean rigid = IntStream.range(0, market).allMatch(e -> residual.toMarket(e) == Arcs.NO_ROW);
        for (int e = 0; e < market; e++) {
            // When no column may have one more, any may: else prices would mean nothing.
            distance[e] = rigid ? most - residual.potential[e] : residual.toMarket(e);
        }
        settle();
        while (!allSettled() && ways.reach(residual.potential) < Arcs.NO_ROW) {
            ways = horizon.beyond(ways.reach(residual.potential), residual.prices());
            settle();
        }
        long[] prices = residual.prices();
        for (int e = 0; e < market; e++) {
            // The distance is in reduced costs, which the potentials have shifted.
            prices[e] += settled[e] ? distance[e] : 0;
        }
        return rigid ? relative(prices) : allSettled() ? prices : lifted(prices);
    }

    /** As far as ways are known; what is settled stays so. */
    private void settle() {
        long reach = ways.reach(residual.potential);
        for (int v = 0; v < market; v++) {
            if (settled[v]) {
                relaxTo(v);
            }
        }
        for (int v = closest(); v >= 0 && distance[v] <= reach; v = closest()) {
            settled[v] = true;
            relaxTo(v);
        }
    }

    private boolean allSettled() {
        return IntStream.range(0, market).allMatch(e -> settled[e]);
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
            for (int r = 0; r < market; r++) {
                limit[r] = settled[r] && !settled[u] ? Math.min(Arcs.NO_ROW, prices[r] - prices[u]) : Grid.TAKEN;
            }
            ways.to(u, limit, (r, row, loss) -> lift[0] = Math.max(lift[0], prices[r] - loss - prices[full]));
        }
        for (int u = 0; u < market; u++) {
            prices[u] += settled[u] ? 0 : lift[0];
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
        long[] potential = residual.potential;
        long base = distance[v] + potential[v];
        for (int e = 0; e < market; e++) {
            limit[e] = Math.min(Arcs.NO_ROW, distance[e] - base + potential[e]);
        }
        ways.to(v, limit, (e, row, loss) -> {
            distance[e] = base + loss - potential[e];
            limit[e] = loss;
        });
    }
}
