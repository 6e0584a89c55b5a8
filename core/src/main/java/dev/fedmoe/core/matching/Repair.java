package dev.fedmoe.core.matching;

import java.util.Arrays;

/**
 * Successive shortest paths from columns with too many rows to columns with too few: Dijkstra's algorithm on reduced costs grows
 * a tree from each of the former, and one path in each tree is taken before the next search. The number of columns bounds the
 * graph, the rows only make its arcs. Edmonds and Karp 1972, doi 10.1145/321694.321699.
 */
final class Repair {
    private static final int NOWHERE = -1;

    /** A search goes on for a quarter of all nodes without another end. */
    private static final int PATIENCE = 4;

    private final Residual residual;
    private final Horizon horizon;
    private final int market;
    private final int nodes;
    private final long[] distance;
    private final long[] excess;
    private final int[] before;

    /** The row that moves from the node before; none at the market. */
    private final int[] via;

    private final int[] root;

    /** Of each tree: the nearest node with too few. */
    private final int[] end;

    private final boolean[] settled;

    /** Nodes reached and not settled. */
    private final int[] frontier;

    private final long[] limit;
    private int reached;
    private Ways ways;
    private int paths;

    Repair(Residual residual, Horizon horizon) {
        this.residual = residual;
        this.horizon = horizon;
        market = residual.market();
        nodes = market + 1;
        ways = horizon.near(residual.prices());
        distance = new long[nodes];
        excess = new long[nodes];
        before = new int[nodes];
        via = new int[nodes];
        root = new int[nodes];
        end = new int[nodes];
        settled = new boolean[nodes];
        frontier = new int[nodes];
        limit = new long[market];
    }

    /** Mends all that can be mended; answers the ways it knows. */
    Ways mend() {
        for (long farthest = growOn(); farthest < Arcs.NO_ROW; farthest = growOn()) {
            raise(farthest);
            for (int v = 0; v < nodes; v++) {
                if (end[v] != NOWHERE) {
                    take(end[v]);
                }
            }
        }
        return ways;
    }

    int paths() {
        return paths;
    }

    private long growOn() {
        long farthest = grow();
        long reach = ways.reach(residual.potential);
        while (farthest == Arcs.NO_ROW && hasExcess() && reach < Arcs.NO_ROW) {
            ways = horizon.beyond(reach, residual.prices());
            farthest = grow();
            reach = ways.reach(residual.potential);
        }
        return farthest;
    }

    private boolean hasExcess() {
        return Arrays.stream(excess).anyMatch(rows -> rows > 0);
    }

    /**
     * Grows all trees until each has an end, or no other has been found for a while, or there is none
     * left in reach; the distance of the last end found.
     */
    private long grow() {
        int open = plant();
        long reach = ways.reach(residual.potential);
        long farthest = Arcs.NO_ROW;
        int nodesLeft = nodes;
        for (int v = closest(); v != NOWHERE && open > 0 && distance[v] <= reach && nodesLeft-- > 0; v = closest()) {
            settled[v] = true;
            if (excess[v] < 0 && end[root[v]] == NOWHERE) {
                end[root[v]] = v;
                farthest = distance[v];
                open--;
                nodesLeft = nodes / PATIENCE;
            }
            relaxFrom(v);
        }
        return farthest;
    }

    private int plant() {
        Arrays.fill(settled, false);
        Arrays.fill(before, NOWHERE);
        Arrays.fill(end, NOWHERE);
        Arrays.fill(distance, Arcs.NO_ROW);
        reached = 0;
        for (int v = 0; v < nodes; v++) {
            excess[v] = residual.excess(v);
            root[v] = v;
            if (excess[v] > 0) {
                distance[v] = 0;
                frontier[reached++] = v;
            }
        }
        return reached;
    }

    /** Takes it off the frontier; of equals the first. */
    private int closest() {
        int at = NOWHERE;
        long least = Arcs.NO_ROW;
        for (int i = 0; i < reached; i++) {
            long far = distance[frontier[i]];
            if (far < least || (far == least && frontier[i] < frontier[at])) {
                least = far;
                at = i;
            }
        }
        if (at == NOWHERE) {
            return NOWHERE;
        }
        int v = frontier[at];
        frontier[at] = frontier[--reached];
        return v;
    }

    private void relaxFrom(int v) {
        if (v == market) {
            for (int e = 0; e < market; e++) {
                relax(v, e, residual.fromMarket(e));
            }
            return;
        }
        long[] potential = residual.potential;
        long base = distance[v] - potential[v];
        for (int f = 0; f < market; f++) {
            limit[f] = Math.min(Arcs.NO_ROW, distance[f] - base - potential[f]);
        }
        ways.from(v, limit, (f, row, loss) -> {
            reach(v, f, loss + base + potential[f]);
            via[f] = row;
            limit[f] = loss;
        });
        relax(v, market, residual.toMarket(v));
    }

    private void relax(int from, int to, long cost) {
        if (cost < Arcs.NO_ROW && distance[from] + cost < distance[to]) {
            reach(from, to, distance[from] + cost);
        }
    }

    private void reach(int from, int to, long length) {
        if (distance[to] == Arcs.NO_ROW) {
            frontier[reached++] = to;
        }
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
            int from = before[v];
            if (from == market || v == market) {
                residual.pass(from, v);
            } else {
                residual.seats.move(via[v], from, v);
                ways.moved(via[v], from, v);
            }
        }
        paths++;
    }
}
