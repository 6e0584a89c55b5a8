package dev.fedmoe.core.matching;

import java.util.Arrays;

/**
 * Gives each row as many columns as it has room for, no column twice, each column as many rows as its bounds say, so that the sum
 * of worth is the largest there is. The constraints are totally unimodular, so prices decide it exactly: rows take what they like
 * best at the prices, the repair moves the few that are over, and the prices prove the result. When bounds cannot be kept, low
 * ones give way first, then high ones, by no more than needed. Not for several threads.
 */
public final class Matcher {
    private final Grid grid;
    private final int[] capacity;
    private final Bounds asked;
    private final Tie tie;
    private final Seats seats;
    private final Favourites favourites;
    private long[] prices;
    private boolean seated;

    public Matcher(int[] capacity, Bounds bounds, Worth worth, Tie tie) {
        if (Arrays.stream(capacity).anyMatch(k -> k < 0)) {
            throw new IllegalArgumentException("capacities must be at least 0, not " + Arrays.toString(capacity));
        }
        this.capacity = capacity.clone();
        this.tie = tie;
        asked = bounds;
        grid = new Grid(bounds.columns(), capacity, worth, tie);
        seats = new Seats(grid);
        favourites = new Favourites(grid, this.capacity);
        prices = new long[bounds.columns()];
    }

    /** From nothing. */
    public Matching match() {
        return match(new double[grid.columns]);
    }

    /** From another matching's prices, the last round's for instance: they change how long it takes, not what comes out. */
    public Matching match(double[] start) {
        if (start.length != grid.columns) {
            throw new IllegalArgumentException(start.length + " prices for " + grid.columns + " columns");
        }
        boolean warm = Arrays.stream(start).anyMatch(p -> p != 0);
        seats.unseatAll();
        var begin = Arrays.stream(start).mapToLong(p -> grid.combined(-p)).toArray();
        var choice = new Opening(grid, capacity, fitting()).choose(warm ? begin : null);
        prices = choice.prices;
        seats.seatAll(choice.columns);
        seated = true;
        return repair();
    }

    /** Replaces a row; {@link #rematch} then mends what that upsets. */
    public void change(int row, int room, Worth worth) {
        seats.unseat(row);
        capacity[row] = room;
        grid.change(row, capacity, worth, tie);
        if (seated) {
            seats.seat(row, favourites.choose(row, prices));
        }
    }

    /** After a few rows have changed: all others stay where they are unless a path leads over them. */
    public Matching rematch() {
        return seated ? repair() : match();
    }

    private Bounds fitting() {
        return asked.fitting(total(), capacity.length);
    }

    private long total() {
        return grid.slots(capacity);
    }

    private Matching repair() {
        var residual = new Residual(seats, prices, fitting(), total());
        var horizon = new Horizon(grid, seats);
        var repair = new Repair(residual, horizon);
        var ways = repair.mend();
        residual.relax();
        prices = new TruePrices(residual, horizon, ways).find();
        var proof = new Certificate(grid, seats, prices).prove(residual.bounds());
        if (proof.objective() != proof.bound()) {
            throw new IllegalStateException("the matching is worth " + proof.objective()
                    + " millionths, its prices allow " + proof.bound() + ": an error of the matcher");
        }
        var outcome = new Matching.Outcome(residual.bounds(), asked.relaxations(residual.bounds()), repair.paths());
        var worth = Arrays.stream(prices).mapToDouble(p -> -grid.worth(p)).toArray();
        return new Matching(held(), worth, values(), proof, outcome);
    }

    private int[][] held() {
        return grid.rows()
                .mapToObj(row -> Arrays.stream(seats.held(row)).sorted().toArray())
                .toArray(int[][]::new);
    }

    private double[] values() {
        return grid.rows()
                .mapToDouble(row -> {
                    long sum = 0;
                    for (int i = 0; i < seats.held(row).length; i++) {
                        sum += seats.worth(row)[i] - prices[seats.held(row)[i]];
                    }
                    return grid.worth(sum);
                })
                .toArray();
    }
}
