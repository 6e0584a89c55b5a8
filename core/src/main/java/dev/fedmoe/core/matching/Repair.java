package dev.fedmoe.core.matching;

import java.util.Arrays;

/**
 * Successive shortest paths from columns with too many rows to columns with too few: Dijkstra's algorithm on reduced costs grows
 * a tree from each of the former, and one path in each tree is taken before the next search. The number of columns bounds the
 * graph, the rows only make its arcs. Edmonds and Karp 1972, doi 10.1145/321694.321699.
 */
final class Repair {
    private static final int NOWHERE = -1;

    private final Residual residual;
    private final int nodes;
    private final long[] distance;
    private final long[] excess;
    private final int[] before;
    private final int[] root;

    /** Of each tree: the nearest node with too few. */
    private final int[] end;

    private final boolean[] settled;
    private int paths;

    Repair(Residual residual) {
        this.residual = residual;
        nodes = residual.market() + 1;
        distance = new long[nodes];
        excess = new long[nodes];
        before = new int[nodes];
        root = new int[nodes];
        end = new int[nodes];
        settled = new boolean[nodes];
    }

    /** Mends all that can be mended. */
    void mend() {
        for (long farthest = grow(); farthest < Arcs.NO_ROW; farthest = grow()) {
            raise(farthest);
            for (int v = 0; v < nodes; v++) {
                if (end[v] != NOWHERE) {
                    take(end[v]);
                }
            }
        }
    }

    int paths() {
        return paths;
    }

    /** Grows all trees until each has an end or there is none left; the distance of the last end found. */
    private long grow() {
        int open = plant();
        long farthest = Arcs.NO_ROW;
        for (int v = closest(); v != NOWHERE && open > 0; v = closest()) {
            settled[v] = true;
            if (excess[v] < 0 && end[root[v]] == NOWHERE) {
                end[root[v]] = v;
                farthest = distance[v];
                open--;
            }
            relaxFrom(v);
        }
        return farthest;
    }

    private int plant() {
        int open = 0;
        Arrays.fill(settled, false);
        Arrays.fill(before, NOWHERE);
        Arrays.fill(end, NOWHERE);
        for (int v = 0; v < nodes; v++) {
            excess[v] = residual.excess(v);
            root[v] = v;
            distance[v] = excess[v] > 0 ? 0 : Arcs.NO_ROW;
            open += excess[v] > 0 ? 1 : 0;
        }
        return open;
    }

    private int closest() {
        int best = NOWHERE;
        long least = Arcs.NO_ROW;
        for (int v = 0; v < nodes; v++) {
            if (distance[v] < least && !settled[v]) {
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
        long[] potential = residual.potential;
        long base = distance[v] - potential[v];
        for (int f = 0; f < market; f++) {
            long length = loss[f] + base + potential[f];
            if (length < distance[f] && loss[f] < Arcs.NO_ROW) {
                reach(v, f, length);
            }
        }
        relax(v, market, residual.toMarket(v));
    }

    private void relax(int from, int to, long cost) {
        if (cost < Arcs.NO_ROW && distance[from] + cost < distance[to]) {
            reach(from, to, distance[from] + cost);
        }
    }

    private void reach(int from, int to, long length) {
        distance[to] = length;
        before[to] = from;
        root[to] = root[from];
    }

    // Makes reduced costs along the trees 0 and keeps the others at least 0.
    private void raise(long farthest) {
        for (int v = 0; v < nodes; v++) {
            if (settled[v]) {
                residual.potential[v] += Math.max(0, farthest - distance[v]);
            }
        }
    }

    private void take(int last) {
        for (int v = last; before[v] != NOWHERE; v = before[v]) {
            residual.push(before[v], v);
        }
        paths++;
    }
}
