package dev.fedmoe.core.matching;

import java.util.Arrays;

/**
 * Prices at which what rows would take nearly keeps the bounds: Newton's method on the dual, whose slopes are read off the rows
 * that waver. The dual is convex and piecewise linear, so a shrinking width stands in for curvature. What is left over is the
 * repair's: prices decide how fast a matching is found, never which one.
 */
final class PriceSearch {
    private static final int STEPS = 14;
    private static final int SETBACKS = 3;

    private final Grid grid;
    private final Favourites choice;
    private final Bounds bounds;
    private long[] best;
    private long bestMissing = Long.MAX_VALUE;

    PriceSearch(Grid grid, Favourites choice, Bounds bounds, long[] start) {
        this.grid = grid;
        this.choice = choice;
        this.bounds = bounds;
        best = start;
    }

    /** The best prices found; {@link Favourites} holds what rows take at them. */
    long[] search(boolean warm) {
        var prices = best.clone();
        choice.choose(prices);
        long width = warm ? near() : Math.max(near(), spread() / 8);
        int setbacks = 0;
        for (int step = 0; step < STEPS && setbacks < SETBACKS; step++) {
            long missing = missing(prices);
            if (missing < bestMissing) {
                bestMissing = missing;
                best = prices.clone();
            } else {
                setbacks++;
                prices = best.clone();
                choice.choose(prices);
            }
            if (bestMissing <= grid.columns / 16) {
                return best;
            }
            long moved = step(prices, width);
            width = Math.max(near() / (1 + setbacks), Math.min(width / 2, 2 * moved));
            choice.choose(prices);
        }
        if (missing(prices) >= bestMissing) {
            choice.choose(best);
            return best;
        }
        return prices;
    }

    // Changes prices; answers the largest change.
    private long step(long[] prices, long width) {
        var excess = new double[prices.length];
        for (int e = 0; e < prices.length; e++) {
            excess[e] = excess(e, prices[e]);
        }
        var change = new Slopes(choice, width, e -> prices[e] != 0 || excess[e] != 0).solve(excess);
        long most = 0;
        for (int e = 0; e < prices.length; e++) {
            long moved = Math.round(Math.max(-width, Math.min(width, change[e])));
            long next = prices[e] + moved;
            // Across zero lies the range between the bounds, where a column has no price.
            prices[e] = Long.signum(prices[e]) * Long.signum(next) < 0 ? 0 : next;
            most = Math.max(most, Math.abs(moved));
        }
        return most;
    }

    private int excess(int column, long price) {
        int count = choice.count[column];
        int within = Math.max(bounds.low(column), Math.min(count, bounds.high(column)));
        return count - (price > 0 ? bounds.high(column) : price < 0 ? bounds.low(column) : within);
    }

    private long missing(long[] prices) {
        long sum = 0;
        for (int e = 0; e < prices.length; e++) {
            sum += Math.abs(excess(e, prices[e]));
        }
        return sum;
    }

    /** A width within which each column has a few rows that waver. */
    private long near() {
        long[] gaps = choice.gap.clone();
        Arrays.sort(gaps);
        long gap = gaps[Math.min(gaps.length - 1, 4 * grid.columns)];
        return Math.max(1, Math.min(gap, 1L << 58));
    }

    private long spread() {
        return grid.rows()
                .mapToLong(r -> {
                    var values = Arrays.stream(grid.open[r]).summaryStatistics();
                    return values.getMax() - values.getMin();
                })
                .max()
                .orElse(0);
    }
}
