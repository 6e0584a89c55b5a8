package dev.fedmoe.core.matching;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Prices at which what rows would take nearly keeps the bounds: Newton's method on the dual, whose slopes are read off the rows
 * that waver. The dual is convex and piecewise linear, so a shrinking width stands in for curvature. What is left over is the
 * repair's: prices decide how fast a matching is found, never which one.
 */
final class PriceSearch {
    private static final int STEPS = 8;
    private static final int SETBACKS = 3;

    /** Rows enough to know how they are spread. */
    private static final int SAMPLE = 1024;

    private final Grid grid;
    private final Favourites choice;
    private final Bounds bounds;
    private final long total;
    private long[] best;
    private double bestDual = Double.POSITIVE_INFINITY;

    PriceSearch(Grid grid, Favourites choice, Bounds bounds, long[] start) {
        total = choice.slots();
        this.grid = grid;
        this.choice = choice;
        this.bounds = bounds;
        best = start;
    }

    /** The best prices found; {@link Favourites} holds what rows take at them. */
    long[] search(boolean near) {
        anchor(best);
        var prices = best.clone();
        choice.choose(prices);
        long trust = near ? spread() / 64 : spread() / 8;
        int setbacks = 0;
        for (int step = 0; step < STEPS && setbacks < SETBACKS; step++) {
            double dual = dual(prices);
            if (dual < bestDual) {
                bestDual = dual;
                best = prices.clone();
            } else {
                setbacks++;
                trust /= 4;
                prices = best.clone();
                choice.choose(prices);
            }
            if (missing(best) <= grid.columns) {
                return best;
            }
            trust = Math.max(1, Math.min(trust, 2 * step(prices, trust, setbacks > 0)));
            choice.choose(prices);
        }
        if (dual(prices) >= bestDual) {
            choice.choose(best);
            return best;
        }
        return prices;
    }

    /** What rows have above the prices, and what columns pay: an upper bound of any matching, least at the true prices. */
    private double dual(long[] prices) {
        double sum = 0;
        for (double surplus : choice.surplus) {
            sum += surplus;
        }
        for (int e = 0; e < prices.length; e++) {
            sum += (double) prices[e] * (prices[e] > 0 ? bounds.high(e) : bounds.low(e));
        }
        return sum;
    }

    // Changes prices; answers the largest change.
    private long step(long[] prices, long trust, boolean careful) {
        var excess = new double[prices.length];
        for (int e = 0; e < prices.length; e++) {
            excess[e] = excess(e, prices[e]);
        }
        var change = new Slopes(choice, wavering(), e -> prices[e] != 0 || excess[e] != 0).solve(excess);
        long[] limit = careful ? new Reach(choice).of(excess, trust) : null;
        long most = 0;
        for (int e = 0; e < prices.length; e++) {
            double far = limit == null ? trust : limit[e];
            long moved = Math.round(Math.max(-far, Math.min(far, change[e])));
            long next = prices[e] + moved;
            // Across zero lies the range between the bounds, where a column has no price.
            prices[e] = Long.signum(prices[e]) * Long.signum(next) < 0 ? 0 : next;
            most = Math.max(most, Math.abs(moved));
        }
        anchor(prices);
        return most;
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
