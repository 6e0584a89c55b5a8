package dev.fedmoe.core.matching;

import dev.fedmoe.core.matching.Matching.Proof;

/**
 * Checks a matching against its prices: no row could do better at them, no column has a price it need not have. Then weak duality
 * says that no matching within the bounds is worth more. Exact: sums are kept in two limbs.
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
        var bound = grid.rows().mapToObj(this::best).reduce(new Sum(0, 0), Sum::plus);
        var objective = grid.rows().mapToObj(this::taken).reduce(new Sum(0, 0), Sum::plus);
        for (int e = 0; e < prices.length; e++) {
            bound = bound.plus(of(prices[e]).times(prices[e] > 0 ? bounds.high(e) : bounds.low(e)));
        }
        return new Proof(objective.high(grid.shift), bound.high(grid.shift));
    }

    private Sum taken(int row) {
        var sum = new Sum(0, 0);
        for (long worth : seats.worth(row)) {
            sum = sum.plus(of(worth));
        }
        return sum;
    }

    // The most the row could have at the prices; one exchange is enough to show that there is more.
    private Sum best(int row) {
        int[] held = seats.held(row);
        var sum = new Sum(0, 0);
        long least = Long.MAX_VALUE;
        for (int i = 0; i < held.length; i++) {
            long surplus = seats.worth(row)[i] - prices[held[i]];
            least = Math.min(least, surplus);
            sum = sum.plus(of(surplus));
        }
        long[] open = grid.open[row];
        long most = Grid.TAKEN;
        for (int e = 0; e < prices.length; e++) {
            most = Math.max(most, open[e] - prices[e]);
        }
        return held.length == 0 ? sum : sum.plus(of(Math.max(0, most - least)));
    }

    private Sum of(long value) {
        return new Sum(value >> grid.shift, value & ((1L << grid.shift) - 1));
    }

    private record Sum(long millionths, long ties) {
        Sum plus(Sum other) {
            return new Sum(millionths + other.millionths, ties + other.ties);
        }

        Sum times(int n) {
            return new Sum(millionths * n, ties * n);
        }

        long high(int shift) {
            return millionths + (ties >> shift);
        }
    }
}
