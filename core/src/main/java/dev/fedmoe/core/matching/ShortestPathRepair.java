package dev.fedmoe.core.matching;

import java.util.Arrays;
import java.util.Set;

/**
 * Successive shortest paths from columns with too many rows to columns with too few: Dijkstra's algorithm on reduced costs grows a
 * tree from each of the former, and one path in each tree is taken before the next search. Edmonds and Karp 1972, doi
 * 10.1145/321694.321699.
 */
final class ShortestPathRepair {
    private static final int NOWHERE = -1;

    /** A search goes on for a quarter of all nodes without another end. */
    private static final int PATIENCE = 4;

    private static final long UNREACHED = ExchangeArcs.NO_ROW;

    private final ResidualNetwork network;
    private final ExchangeArcs arcs;
    private final boolean forest;
    private final int market;
    private final int nodes;
    private final long[] distance;
    private final long[] excess;
    private final int[] predecessor;

    /** The row that moves from the predecessor; none from or to the market. */
    private final int[] via;

    private final int[] root;

    /** By root: the nearest node of its tree with too few. */
    private final int[] end;

    private final boolean[] settled;

    /** Nodes reached and not settled. */
    private final int[] frontier;

    private final long[] limit;
    private int reached;

    ShortestPathRepair(ResidualNetwork network, ExchangeArcs arcs, Set<SolverAccelerator> accelerators) {
        this.network = network;
        this.arcs = arcs;
        forest = accelerators.contains(SolverAccelerator.PATH_FOREST);
        market = network.market();
        nodes = market + 1;
        distance = new long[nodes];
        excess = new long[nodes];
        predecessor = new int[nodes];
        via = new int[nodes];
        root = new int[nodes];
        end = new int[nodes];
        settled = new boolean[nodes];
        frontier = new int[nodes];
        limit = new long[market];
    }

    /** Moves rows until all bounds are kept or no path leads on; the number of paths taken. */
    int repair() {
        int paths = 0;
        for (long farthest = grow(); farthest < UNREACHED; farthest = grow()) {
            raisePotentials(farthest);
            for (int v = 0; v < nodes; v++) {
                if (end[v] != NOWHERE) {
                    augment(end[v]);
                    paths++;
                }
            }
        }
        return paths;
    }

    /**
     * Grows trees until each has an end, or no other end has been found for a while, or no node is left in reach; the distance of
     * the last end found.
     */
    private long grow() {
        int open = forest ? plant() : Math.min(1, plant());
        long farthest = UNREACHED;
        int nodesLeft = nodes;
        for (int v = closest(); v != NOWHERE && open > 0 && nodesLeft-- > 0; v = closest()) {
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
        Arrays.fill(predecessor, NOWHERE);
        Arrays.fill(end, NOWHERE);
        Arrays.fill(distance, UNREACHED);
        reached = 0;
        for (int v = 0; v < nodes; v++) {
            excess[v] = network.excess(v);
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
        long least = UNREACHED;
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
                relax(v, e, network.fromMarket(e));
            }
            return;
        }
        long[] potential = network.potential;
        long base = distance[v] - potential[v];
        for (int f = 0; f < market; f++) {
            limit[f] = Math.min(ExchangeArcs.NO_ROW, distance[f] - base - potential[f]);
        }
        arcs.from(v, limit, (f, row, loss) -> {
            reach(v, f, loss + base + potential[f]);
            via[f] = row;
        });
        relax(v, market, network.toMarket(v));
    }

    private void relax(int from, int to, long cost) {
        if (cost < ExchangeArcs.NO_ROW && distance[from] + cost < distance[to]) {
            reach(from, to, distance[from] + cost);
        }
    }

    private void reach(int from, int to, long length) {
        if (distance[to] == UNREACHED) {
            frontier[reached++] = to;
        }
        distance[to] = length;
        predecessor[to] = from;
        root[to] = root[from];
    }

    // Makes reduced costs along the trees 0 and keeps the others at least 0.
    private void raisePotentials(long farthest) {
        for (int v = 0; v < nodes; v++) {
            if (settled[v]) {
                network.potential[v] += Math.max(0, farthest - distance[v]);
            }
        }
    }

    private void augment(int last) {
        for (int v = last; predecessor[v] != NOWHERE; v = predecessor[v]) {
            int from = predecessor[v];
            if (from == market || v == market) {
                network.augment(from, v);
            } else {
                network.pairs.move(via[v], from, v);
                arcs.moved(via[v], from, v);
            }
        }
    }
}
