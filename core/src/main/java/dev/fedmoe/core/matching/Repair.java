package dev.fedmoe.core.matching;

import java.util.Arrays;

/**
 * Successive shortest paths from columns with too many rows to columns with too few, each found by Dijkstra's algorithm on
 * reduced costs. The number of columns bounds the graph, the rows only make its arcs. Edmonds and Karp 1972, doi
 * 10.1145/321694.321699.
 */
final class Repair {
    private static final int NOWHERE = -1;

    private final Residual residual;
    private final int nodes;
    private final long[] distance;
    private final int[] before;
    private final boolean[] settled;
    private int paths;

    Repair(Residual residual) {
        this.residual = residual;
        nodes = residual.market() + 1;
        distance = new long[nodes];
        before = new int[nodes];
        settled = new boolean[nodes];
    }

    /** Mends all that can be mended. */
    void mend() {
        for (int end = nearest(); end != NOWHERE; end = nearest()) {
            raise(end);
            for (int node = end; before[node] != NOWHERE; node = before[node]) {
                residual.push(before[node], node);
            }
            paths++;
        }
    }

    int paths() {
        return paths;
    }

    // The nearest node with too few, from all with too many at once.
    private int nearest() {
        Arrays.fill(settled, false);
        Arrays.fill(before, NOWHERE);
        for (int v = 0; v < nodes; v++) {
            distance[v] = residual.excess(v) > 0 ? 0 : Arcs.NO_ROW;
        }
        for (int v = closest(); v != NOWHERE; v = closest()) {
            settled[v] = true;
            if (residual.excess(v) < 0) {
                return v;
            }
            relaxFrom(v);
        }
        return NOWHERE;
    }

    private int closest() {
        int best = NOWHERE;
        long least = Arcs.NO_ROW;
        for (int v = 0; v < nodes; v++) {
            if (!settled[v] && distance[v] < least) {
                least = distance[v];
                best = v;
            }
        }
        return best;
    }

    private void relaxFrom(int v) {
        int market = residual.market();
        if (v == market) {
            for (int e = 0; e < market; e++) {
                relax(v, e, residual.fromMarket(e));
            }
            return;
        }
        long[] loss = residual.arcs.from(v);
        long own = residual.potential[v];
        for (int f = 0; f < market; f++) {
            if (loss[f] < Arcs.NO_ROW) {
                relax(v, f, loss[f] - own + residual.potential[f]);
            }
        }
        relax(v, market, residual.toMarket(v));
    }

    private void relax(int from, int to, long cost) {
        if (cost < Arcs.NO_ROW && !settled[to] && distance[from] + cost < distance[to]) {
            distance[to] = distance[from] + cost;
            before[to] = from;
        }
    }

    // Makes the path's reduced costs 0 and keeps the others at least 0.
    private void raise(int end) {
        for (int v = 0; v < nodes; v++) {
            if (settled[v]) {
                residual.potential[v] += distance[end] - distance[v];
            }
        }
    }
}
