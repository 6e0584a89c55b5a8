package dev.fedmoe.core.matching;

import dev.fedmoe.core.matching.Matching.Proof;

/**
 * Checks a matching against its prices: no row could do better at them, no column has a price it need not have. Then weak duality
 * says that no matching within the bounds is worth more. Exact: see {@link Sum}.
 */
final class Certificate {
    private final Grid grid;
    private final Seats seats;
    private final long[] prices;

    Certificate(Grid grid, Seats seats, long[] prices) {
        this.grid = grid;
        this.seats = seats;
        this.prices = prices;
    }

    Proof prove(Bounds bounds) {
        var bound = grid.rows().collect(Sum::new, this::addBest, Sum::add);
        var objective = grid.rows().collect(Sum::new, this::addTaken, Sum::add);
        for (int e = 0; e < prices.length; e++) {
            bound.add(prices[e], prices[e] > 0 ? bounds.high(e) : bounds.low(e), grid.shift);
        }
        return new Proof(objective.millionths(grid.shift), bound.millionths(grid.shift));
    }

    private void addTaken(Sum sum, int row) {
        for (long worth : seats.worth(row)) {
            sum.add(worth, 1, grid.shift);
        }
    }

    // The most the row could have at the prices; one exchange is enough to show that there is more.
    private void addBest(Sum sum, int row) {
        int[] held = seats.held(row);
        long least = Long.MAX_VALUE;
        for (int i = 0; i < held.length; i++) {
            long surplus = seats.worth(row)[i] - prices[held[i]];
            least = Math.min(least, surplus);
            sum.add(surplus, 1, grid.shift);
        }
        long[] open = grid.open[row];
        long most = Grid.TAKEN;
        for (int e = 0; e < prices.length; e++) {
            most = Math.max(most, open[e] - prices[e]);
        }
        sum.add(held.length == 0 ? 0 : Math.max(0, most - least), 1, grid.shift);
    }
}
