package dev.fedmoe.core.matching;

import java.util.Arrays;
import java.util.Set;

/**
 * Prices at which what rows take nearly keeps the bounds: a trust-region Newton method on the dual, with a backtracking line search
 * (Armijo 1966; Nocedal and Wright, Numerical Optimization, 2006, ch. 3 and 4). The dual is convex and piecewise linear;
 * {@link DemandLaplacian} stands in for its curvature. What is left over is the repair's: prices decide how fast a matching is
 * found, never which one.
 */
final class DualNewtonSearch {
    private static final int STEPS = 12;
    private static final int CUTS = 4;

    /** Steps without fewer rows to mend after which the repair does better. */
    private static final int PATIENCE = 4;

    /** Share of the decrease that the slope promises which makes a step good. */
    private static final double PROMISED = 0.1;

    /** Rows enough to know how they are spread. */
    private static final int SAMPLE = 1024;

    /** Close rows that each column should have within the width of the curvature. */
    private static final int CLOSE_ROWS = 8;

    private final WeightTable weights;
    private final RowDemand demand;
    private final DegreeBounds bounds;
    private final Set<SolverAccelerator> accelerators;
    private final long slots;
    private long[] prices = {};

    /** The longest change of a price that the next step may make. */
    private double trust;

    DualNewtonSearch(WeightTable weights, RowDemand demand, DegreeBounds bounds, Set<SolverAccelerator> accelerators) {
        this.weights = weights;
        this.demand = demand;
        this.bounds = bounds;
        this.accelerators = accelerators;
        slots = demand.slots();
    }

    /** From prices that are nearly right; the demand is then what rows take at the prices found. */
    long[] near(long[] start) {
        return search(start, 64);
    }

    /** From prices that may be far off. */
    long[] far(long[] start) {
        return search(start, 8);
    }

    /** Whether columns are off by more than so many rows each, after a search. */
    boolean isLost(int rows) {
        return missing() > (long) rows * weights.columns;
    }

    private long[] search(long[] start, int shareOfSpread) {
        prices = start.clone();
        anchor(prices);
        demand.choose(prices);
        if (!accelerators.contains(SolverAccelerator.PRICE_SEARCH)) {
            return prices;
        }
        trust = spread() / (double) shareOfSpread;
        long[] calmest = prices;
        long fewest = missing();
        int vain = 0;
        for (int step = 0; step < STEPS && vain < PATIENCE && fewest > weights.columns && step(); step++) {
            vain++;
            if (missing() < fewest) {
                fewest = missing();
                calmest = prices;
                vain = 0;
            }
        }
        if (calmest != prices) {
            prices = calmest;
            demand.choose(prices);
        }
        return prices;
    }

    /** False when no shorter step is any better. */
    private boolean step() {
        long[] before = prices;
        double[] change = change();
        double far = Arrays.stream(change).map(Math::abs).max().orElse(0);
        double slope = slope(change);
        var dual = dual();
        double length = 1;
        for (int cut = 0; cut < CUTS; cut++) {
            prices = moved(before, change, length);
            demand.choose(prices);
            if (dual().minus(dual) < PROMISED * length * slope) {
                trust = length == 1 && far >= trust ? 4 * trust : Math.max(1, Math.min(trust, 2 * length * far));
                return true;
            }
            length /= 2;
        }
        prices = before;
        demand.choose(prices);
        return false;
    }

    private double[] change() {
        var excess = new double[prices.length];
        for (int e = 0; e < prices.length; e++) {
            excess[e] = excess(e);
        }
        var curvature = new DemandLaplacian(demand, width(), e -> prices[e] != 0 || excess[e] != 0, accelerators);
        return Arrays.stream(curvature.solveWithin(trust, excess))
                .map(far -> Math.max(-trust, Math.min(trust, far)))
                .toArray();
    }

    private long[] moved(long[] from, double[] change, double length) {
        long[] next = from.clone();
        for (int e = 0; e < next.length; e++) {
            next[e] += Math.round(length * change[e]);
            // Across zero lies the range between the bounds, where a column has no price.
            next[e] = Long.signum(from[e]) * Long.signum(next[e]) < 0 ? 0 : next[e];
        }
        anchor(next);
        return next;
    }

    /** What rows have above the prices, and what columns pay: an upper bound of any matching, least at the true prices. */
    private ExactSum dual() {
        var sum = weights.emptySum();
        for (long surplus : demand.surplus) {
            sum.add(surplus, 1);
        }
        for (int e = 0; e < prices.length; e++) {
            sum.add(prices[e], bounds.binding(e, prices[e]));
        }
        return sum;
    }

    /** Of the dual, in a direction. */
    private double slope(double[] direction) {
        double sum = 0;
        for (int e = 0; e < prices.length; e++) {
            sum -= excess(e) * direction[e];
        }
        return sum;
    }

    /** Shifts all prices by the same, which rows do not mind, so that the dual is least. */
    private void anchor(long[] shifted) {
        long[] sorted = Arrays.stream(shifted).sorted().toArray();
        int from = 0;
        int to = sorted.length - 1;
        while (from < to) {
            int middle = (from + to) / 2;
            if (room(shifted, sorted[middle]) <= slots) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        long anchor = sorted[from];
        for (int e = 0; e < shifted.length; e++) {
            shifted[e] -= anchor;
        }
    }

    /** Rows for which there is room when columns above a price are full and the others have their least. */
    private long room(long[] shifted, long price) {
        long room = 0;
        for (int e = 0; e < shifted.length; e++) {
            room += bounds.binding(e, shifted[e] - price);
        }
        return room;
    }

    private int excess(int column) {
        return demand.degree[column] - bounds.complementary(column, prices[column], demand.degree[column]);
    }

    /** Rows that columns have too many or too few. */
    private long missing() {
        long sum = 0;
        for (int e = 0; e < prices.length; e++) {
            sum += Math.abs(excess(e));
        }
        return sum;
    }

    /** A gap so wide that each column has a few rows with a smaller one. */
    private long width() {
        long[] gaps =
                weights.sample(SAMPLE).mapToLong(r -> demand.gap[r]).sorted().toArray();
        double share = Math.min(1.0 / 3, (double) CLOSE_ROWS * weights.columns / weights.open.length);
        return Math.max(1, Math.min(gaps[(int) (share * (gaps.length - 1))], 1L << 58));
    }

    /** The largest difference of a row's weights, over a sample of rows. */
    private long spread() {
        return weights.sample(SAMPLE)
                .mapToLong(r -> {
                    var row = Arrays.stream(weights.open[r]).summaryStatistics();
                    return row.getMax() - row.getMin();
                })
                .max()
                .orElse(0);
    }
}
