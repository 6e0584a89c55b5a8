package dev.fedmoe.core.matching;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Prices to begin with, and what rows take at them. From nothing: a quarter of the rows is matched first, for whom prices are
 * nearly the same; few rows begin with what it takes to be among a column's best.
 */
final class Opening {
    private static final int SAMPLE = 4;

    /** Slots a column needs in a sample for its price to mean something. */
    private static final int SLOTS_PER_COLUMN = 4;

    /** Rows a column may be off after a search before what was known counts as misleading. */
    private static final int LOST = 4;

    private final Grid grid;
    private final int[] capacity;
    private final Bounds bounds;

    Opening(Grid grid, int[] capacity, Bounds bounds) {
        this.grid = grid;
        this.capacity = capacity;
        this.bounds = bounds;
    }

    /** What each row takes. */
    static final class Choice {
        final long[] prices;
        final int[][] columns;

        Choice(long[] prices, int[][] columns) {
            this.prices = prices;
            this.columns = columns;
        }
    }

    Choice choose(long @Nullable [] known) {
        var favourites = new Favourites(grid, capacity);
        if (capacity.length == 0) {
            return new Choice(new long[grid.columns], new int[0][]);
        }
        if (known != null) {
            var search = new PriceSearch(grid, favourites, bounds, known);
            var prices = search.search(true);
            if (search.missing(prices) <= (long) LOST * grid.columns) {
                return new Choice(prices, favourites.chosen);
            }
        }
        boolean sampled = grid.slots(capacity) >= (long) SAMPLE * SLOTS_PER_COLUMN * grid.columns;
        var prices = new PriceSearch(grid, favourites, bounds, sampled ? ofSample() : ofBest()).search(sampled);
        return new Choice(prices, favourites.chosen);
    }

    private long[] ofSample() {
        // Scattered, because neighbours may be alike, and the same every time.
        int[] rows = IntStream.range(0, capacity.length)
                .filter(r -> ((r * 0x9E3779B97F4A7C15L) >>> 62) == 0)
                .toArray();
        int[] slots = Arrays.stream(rows).map(r -> capacity[r]).toArray();
        var few = grid.only(rows);
        long total = few.slots(slots);
        double share = (double) total / Math.max(1, grid.slots(capacity));
        var scaled = bounds.scaled(share).fitting(total, rows.length);
        var choice = new Opening(few, slots, scaled).choose(null);
        var seats = new Seats(few);
        seats.seatAll(choice.columns);
        var residual = new Residual(seats, choice.prices, scaled, total);
        new Repair(residual, new Horizon(few, seats)).mend();
        seats.unseatAll();
        return residual.prices();
    }

    /** What is asked of a column's last row, against the usual column. */
    private long[] ofBest() {
        double share = (double) grid.slots(capacity) / grid.columns / capacity.length;
        var asked = IntStream.range(0, grid.columns)
                .mapToLong(e -> {
                    long[] worth = Arrays.stream(grid.open)
                            .mapToLong(row -> row[e])
                            .sorted()
                            .toArray();
                    return worth[(int) Math.max(0, Math.min(worth.length - 1, (1 - share) * worth.length))];
                })
                .toArray();
        long usual = Arrays.stream(asked).sorted().toArray()[grid.columns / 2];
        return Arrays.stream(asked).map(a -> a - usual).toArray();
    }
}
