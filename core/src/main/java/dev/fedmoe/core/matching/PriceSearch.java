package dev.fedmoe.core.matching;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Prices at which what rows would take nearly keeps the bounds: Newton's method on the dual, whose slopes are read off the rows
 * that waver. The dual is convex and piecewise linear, so a shrinking width stands in for curvature, and a step that goes too far
 * is cut back to where the tangents at its ends meet. What is left over is the repair's: prices decide how fast a matching is
 * found, never which one.
 */
final class PriceSearch {
    private static final int STEPS = 12;
    private static final int CUTS = 4;

    /** Steps without fewer rows to mend after which the repair does better. */
    private static final int PATIENCE = 4;

    /** Share of the decrease that the slope promises which makes a step good. */
    private static final double PROMISED = 0.1;

    /** Rows enough to know how they are spread. */
    private static final int SAMPLE = 1024;

    private final Grid grid;
    private final Favourites choice;
    private final Bounds bounds;
    private final long total;
    private long[] best;
    private double trust;

    PriceSearch(Grid grid, Favourites choice, Bounds bounds, long[] start) {
        total = choice.slots();
        this.grid = grid;
        this.choice = choice;
        this.bounds = bounds;
        best = start.clone();
    }

    /** Prices that leave the fewest rows to mend; {@link Favourites} holds what rows take at them. */
    long[] search(boolean near) {
        anchor(best);
        choice.choose(best);
        trust = near ? spread() / 64.0 : spread() / 8.0;
        long[] calmest = best;
        long fewest = missing(best);
        int vain = 0;
        for (int step = 0; step < STEPS && vain < PATIENCE && fewest > grid.columns && step(); step++) {
            vain++;
            if (missing(best) < fewest) {
                fewest = missing(best);
                calmest = best;
                vain = 0;
            }
        }
        if (calmest != best) {
            choice.choose(calmest);
        }
        return calmest;
    }

    /** False when no shorter step is any better. */
    private boolean step() {
        double[] change = change();
        double far = largest(change);
        double slope = slope(best, change);
        var dual = dual(best);
        double length = 1;
        for (int cut = 0; cut < CUTS; cut++) {
            long[] next = moved(change, length);
            choice.choose(next);
            double rise = dual(next).minus(dual, grid.shift);
            if (rise < PROMISED * length * slope) {
                best = next;
                trust = length == 1 && far >= trust ? 4 * trust : Math.max(1, Math.min(trust, 2 * length * far));
                return true;
            }
            double there = slope(next, change);
            double meet = (there * length - rise) / (there - slope);
            // Rounding may hide that the slope has changed.
            length *= there > slope ? Math.max(0.02, Math.min(0.5, meet / length)) : 0.5;
        }
        choice.choose(best);
        return false;
    }

    private double[] change() {
        var excess = new double[best.length];
        for (int e = 0; e < best.length; e++) {
            excess[e] = excess(e, best[e]);
        }
        var slopes = new Slopes(choice, wavering(), e -> best[e] != 0 || excess[e] != 0);
        double[] change = slopes.within(trust, excess);
        return Arrays.stream(change)
                .map(far -> Math.max(-trust, Math.min(trust, far)))
                .toArray();
    }

    private long[] moved(double[] change, double length) {
        long[] next = best.clone();
        for (int e = 0; e < next.length; e++) {
            next[e] += Math.round(length * change[e]);
            // Across zero lies the range between the bounds, where a column has no price.
            next[e] = Long.signum(best[e]) * Long.signum(next[e]) < 0 ? 0 : next[e];
        }
        anchor(next);
        return next;
    }

    /** What rows have above the prices, and what columns pay: an upper bound of any matching, least at the true prices. */
    private Sum dual(long[] prices) {
        var sum = new Sum();
        for (long surplus : choice.surplus) {
            sum.add(surplus, 1, grid.shift);
        }
        for (int e = 0; e < prices.length; e++) {
            sum.add(prices[e], prices[e] > 0 ? bounds.high(e) : bounds.low(e), grid.shift);
        }
        return sum;
    }

    /** Of the dual, in a direction. */
    private double slope(long[] prices, double[] direction) {
        double sum = 0;
        for (int e = 0; e < prices.length; e++) {
            sum -= excess(e, prices[e]) * direction[e];
        }
        return sum;
    }

    static double largest(double[] change) {
        return Arrays.stream(change).map(Math::abs).max().orElse(0);
    }

    /** Rows do not mind when all prices move by the same; the market does. */
    private void anchor(long[] prices) {
        long[] sorted = Arrays.stream(prices).sorted().toArray();
        long anchor = sorted[highest(sorted, prices)];
        for (int e = 0; e < prices.length; e++) {
            prices[e] -= anchor;
        }
    }

    // The lowest price at which columns above it are full and those below at their least have room for all.
    private int highest(long[] sorted, long[] prices) {
        int from = 0;
        int to = sorted.length - 1;
        while (from < to) {
            int middle = (from + to) / 2;
            long room = 0;
            for (int e = 0; e < prices.length; e++) {
                room += prices[e] > sorted[middle] ? bounds.high(e) : bounds.low(e);
            }
            if (room <= total) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from;
    }

    private int excess(int column, long price) {
        int count = choice.count[column];
        int within = Math.max(bounds.low(column), Math.min(count, bounds.high(column)));
        return count - (price > 0 ? bounds.high(column) : price < 0 ? bounds.low(column) : within);
    }

    /** Rows that columns have too many or too few at the prices just chosen by. */
    long missing(long[] prices) {
        long sum = 0;
        for (int e = 0; e < prices.length; e++) {
            sum += Math.abs(excess(e, prices[e]));
        }
        return sum;
    }

    /** A width within which each column has a few rows that waver. */
    private long wavering() {
        long[] gaps = sample().mapToLong(r -> choice.gap[r]).sorted().toArray();
        double share = Math.min(1.0 / 3, 8.0 * grid.columns / choice.gap.length);
        return Math.max(1, Math.min(gaps[(int) (share * (gaps.length - 1))], 1L << 58));
    }

    private long spread() {
        return sample().mapToLong(r -> {
                    var values = Arrays.stream(grid.open[r]).summaryStatistics();
                    return values.getMax() - values.getMin();
                })
                .max()
                .orElse(0);
    }

    private IntStream sample() {
        int rows = choice.gap.length;
        int size = Math.min(rows, SAMPLE);
        return IntStream.range(0, size).map(i -> (int) ((long) i * rows / size));
    }
}
