package dev.fedmoe.core.matching;

import dev.fedmoe.core.matching.Matching.Outcome;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The textbook solver that {@link DualPriceSolver} is compared with: one slot after another is filled along a shortest path of the
 * residual network of rows, columns and a market, found by Bellman and Ford's algorithm. Leaving a bound is an arc that costs more
 * than any path. Ahuja, Magnanti, Orlin, Network Flows, 1993, ch. 9.7. Slow: it is meant for hundreds of pairs.
 */
final class SuccessiveShortestPathSolver implements MatchingSolver {
    private static final long PENALTY = 1L << 61;
    private static final long UNREACHED = Long.MAX_VALUE;

    @Override
    public Matching solve(MatchingProblem problem) {
        return new Search(problem).run();
    }

    /** The nodes are rows, then columns, then the market. */
    private static final class Search {
        private final MatchingProblem problem;
        private final WeightTable weights;
        private final long[][] weight;
        private final boolean[][] matched;
        private final int[] degree;
        private final long slots;
        private final int rows;
        private final int market;

        /** By node, from the start of the last search, in the unit of the table. */
        private final long[] distance;

        private final int[] predecessor;
        private DegreeBounds bounds;
        private int paths;

        Search(MatchingProblem problem) {
            this.problem = problem;
            weights = new WeightTable(problem);
            weight = Arrays.stream(weights.open).map(long[]::clone).toArray(long[][]::new);
            rows = problem.rows();
            market = rows + problem.columns();
            distance = new long[market + 1];
            predecessor = new int[market + 1];
            matched = new boolean[rows][problem.columns()];
            degree = new int[problem.columns()];
            slots = weights.slots(problem.capacities());
            bounds = problem.bounds().fitting(slots, rows);
        }

        Matching run() {
            for (int row = 0; row < rows; row++) {
                for (int i = 0; i < Math.min(problem.capacities()[row], problem.columns()); i++) {
                    augmentFrom(row);
                }
            }
            for (int e = 0; e < degree.length; e++) {
                bounds = bounds.stretchedTo(e, degree[e]);
            }
            var pairs = new MatchedPairs(weights);
            pairs.matchAll(Arrays.stream(matched)
                    .map(row ->
                            IntStream.range(0, row.length).filter(e -> row[e]).toArray())
                    .toArray(int[][]::new));
            var outcome = new Outcome(bounds, problem.bounds().relaxations(bounds), paths);
            return Matching.proven(weights, pairs, prices(), outcome);
        }

        /** What one row more costs at each column: the way from it to the market. */
        private long[] prices() {
            boolean rigid = IntStream.range(0, degree.length).allMatch(e -> degree[e] == bounds.high(e));
            var prices = new long[degree.length];
            for (int e = 0; e < prices.length; e++) {
                search(rows + e);
                prices[e] = distance[market] - (rigid ? PENALTY : 0);
            }
            long least = rigid ? Arrays.stream(prices).min().orElse(0) : 0;
            return Arrays.stream(prices).map(price -> price - least).toArray();
        }

        private void augmentFrom(int row) {
            search(row);
            degree[predecessor[market] - rows]++;
            for (int v = predecessor[market]; v != row; v = predecessor[v]) {
                int before = predecessor[v];
                if (v >= rows) {
                    matched[before][v - rows] = true;
                } else {
                    matched[v][before - rows] = false;
                }
            }
            paths++;
        }

        private void search(int start) {
            Arrays.fill(distance, UNREACHED);
            distance[start] = 0;
            boolean changed = true;
            while (changed) {
                changed = false;
                for (int v = 0; v < market; v++) {
                    for (int w = 0; w <= market && distance[v] != UNREACHED; w++) {
                        changed |= relax(v, w, cost(v, w));
                    }
                }
            }
        }

        private boolean relax(int from, int to, long cost) {
            boolean shorter = cost != UNREACHED && distance[from] + cost < distance[to];
            if (shorter) {
                distance[to] = distance[from] + cost;
                predecessor[to] = from;
            }
            return shorter;
        }

        /** Of the residual arc between two nodes. */
        private long cost(int from, int to) {
            if (from < rows && to >= rows && to < market && !matched[from][to - rows]) {
                return -weight[from][to - rows];
            }
            if (from >= rows && to < rows && matched[to][from - rows]) {
                return weight[to][from - rows];
            }
            return from >= rows && to == market ? costToMarket(from - rows) : UNREACHED;
        }

        private long costToMarket(int column) {
            return degree[column] < bounds.low(column) ? -PENALTY : degree[column] < bounds.high(column) ? 0 : PENALTY;
        }
    }
}
