package dev.fedmoe.core.matching;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Worth and tie of every pair in one long: millionths above, tie below, so many bits that no sum of ties outweighs a millionth
 * and no price overflows. Sums are therefore exact in any order. A pair that is taken is masked, so that whoever looks for open
 * pairs needs no test.
 */
final class Grid {
    static final double MILLIONTHS = 1e6;

    /** Below every open pair by more than any two pairs or prices differ. */
    static final long TAKEN = -(1L << 61);

    /** With fewer pairs a second thread costs more than it brings. */
    private static final int PARALLEL_FROM = 1 << 17;

    private static final int BITS = 59;

    /** Worth up to 2 is always possible. */
    private static final long ROOM = 2_000_000;

    private static final int ROOM_SLOTS = 1024;

    final int columns;
    final long[][] open;

    /** Bits of the tie. */
    final int shift;

    private final int tieShift;

    /** Slots whose ties do not add up to a millionth. */
    private final long most;

    private final long limit;

    Grid(int columns, int[] capacity, Worth worth, Tie tie) {
        this.columns = columns;
        open = new long[capacity.length][columns];
        long largest = rows().mapToLong(r -> quantise(r, worth)).max().orElse(0);
        // A little room, so that rows may change.
        int used = bits(Math.max(ROOM, largest));
        shift = BITS - bits(columns) - used;
        most = Math.max(ROOM_SLOTS, 2 * slots(capacity));
        tieShift = 31 - (shift - bits(most));
        limit = 1L << used;
        if (tieShift > 31) {
            throw new IllegalArgumentException("worth up to " + largest / MILLIONTHS + " for " + slots(capacity)
                    + " slots is too much to be summed exactly. Maybe scale it to [0, 1].");
        }
        rows().forEach(r -> addTies(r, tie));
    }

    private Grid(Grid whole, int[] rows) {
        columns = whole.columns;
        shift = whole.shift;
        tieShift = whole.tieShift;
        most = whole.most;
        limit = whole.limit;
        open = Arrays.stream(rows).mapToObj(r -> whole.open[r]).toArray(long[][]::new);
    }

    /** Some of the rows, not copied. */
    Grid only(int[] rows) {
        return new Grid(this, rows);
    }

    /** All rows, by several threads when it pays. */
    IntStream rows() {
        var rows = IntStream.range(0, open.length);
        return (long) open.length * columns < PARALLEL_FROM ? rows : rows.parallel();
    }

    /** Slots that rows of these capacities can use. */
    long slots(int[] capacity) {
        return Arrays.stream(capacity).mapToLong(k -> Math.min(k, columns)).sum();
    }

    /** Replaces a row that holds nothing. */
    void change(int row, int[] capacity, Worth worth, Tie tie) {
        if (slots(capacity) > most) {
            throw new IllegalArgumentException(
                    slots(capacity) + " slots are beyond the " + most + " of changed rows. Maybe match anew.");
        }
        long largest = quantise(row, worth);
        if (largest >= limit) {
            throw new IllegalArgumentException("worth " + largest / MILLIONTHS + " is beyond " + limit / MILLIONTHS
                    + ", the most of a changed row. Maybe match anew.");
        }
        addTies(row, tie);
    }

    /** In the unit of worth. */
    double worth(long combined) {
        return combined / MILLIONTHS / (1L << shift);
    }

    long combined(double worth) {
        return Math.round(worth * MILLIONTHS * (1L << shift));
    }

    /** Answers the largest amount. */
    private long quantise(int row, Worth worth) {
        long[] values = open[row];
        long largest = 0;
        for (int e = 0; e < columns; e++) {
            double value = worth.of(row, e) * MILLIONTHS;
            if (!(Math.abs(value) < 1L << 40)) {
                throw new IllegalArgumentException("worth of row " + row + ", column " + e
                        + " must be within a million, not " + value / MILLIONTHS);
            }
            values[e] = (long) Math.floor(value + 0.5);
            largest = Math.max(largest, Math.abs(values[e]));
        }
        return largest;
    }

    private void addTies(int row, Tie tie) {
        long[] values = open[row];
        for (int e = 0; e < columns; e++) {
            // A negative shift would wrap: few pairs have more bits for ties than a tie has.
            long bits = tieShift >= 0 ? tie.of(row, e) >> Math.min(31, tieShift) : (long) tie.of(row, e) << -tieShift;
            values[e] = (values[e] << shift) + bits;
        }
    }

    private static int bits(long value) {
        return Long.SIZE - Long.numberOfLeadingZeros(value);
    }
}
