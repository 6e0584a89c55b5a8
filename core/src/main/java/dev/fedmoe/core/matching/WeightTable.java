package dev.fedmoe.core.matching;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The weight of every pair, worth and tie in one long: millionths of worth in the upper bits, the tie in the lower ones, so many
 * bits that no sum of ties outweighs a millionth and no price overflows. Sums are therefore exact in any order, and the best
 * matching is one as far as ties differ. A matched pair is masked, so that whoever looks for open pairs needs no test.
 */
final class WeightTable {
    static final double MILLIONTHS = 1e6;

    /** Below every open pair by more than any two pairs or prices differ. */
    static final long MATCHED = -(1L << 61);

    /** With fewer pairs a second thread costs more than it brings. */
    private static final int PARALLEL_FROM = 1 << 17;

    private static final int BITS = 59;

    /** Worth up to 2 is always possible. */
    private static final long LEAST_LIMIT = 2_000_000;

    private static final int LEAST_SLOTS = 1024;

    final int columns;

    /** By row and column: the weight of pairs that are open, {@link #MATCHED} for others. */
    final long[][] open;

    /** Lower bits of a weight, which hold the tie. */
    final int tieBits;

    private final int tieShift;

    /** Slots whose ties do not add up to a millionth. */
    private final long mostSlots;

    /** The least worth, in millionths, that has no room. */
    private final long limit;

    /** Reads all pairs of a problem. */
    WeightTable(MatchingProblem problem) {
        int[] capacities = problem.capacities();
        columns = problem.columns();
        open = new long[capacities.length][columns];
        long largest = rows().mapToLong(r -> quantise(r, problem.worth())).max().orElse(0);
        // A little room, so that rows may change.
        int worthBits = bits(Math.max(LEAST_LIMIT, largest));
        tieBits = BITS - bits(columns) - worthBits;
        mostSlots = Math.max(LEAST_SLOTS, 2 * slots(capacities));
        tieShift = 31 - (tieBits - bits(mostSlots));
        limit = 1L << worthBits;
        if (tieShift > 31) {
            throw new IllegalArgumentException("worth up to " + largest / MILLIONTHS + " for " + slots(capacities)
                    + " slots is too much to be summed exactly. Maybe scale it to [0, 1].");
        }
        rows().forEach(r -> addTies(r, problem.tieBreak()));
    }

    private WeightTable(WeightTable whole, int[] rows) {
        columns = whole.columns;
        tieBits = whole.tieBits;
        tieShift = whole.tieShift;
        mostSlots = whole.mostSlots;
        limit = whole.limit;
        open = Arrays.stream(rows).mapToObj(r -> whole.open[r]).toArray(long[][]::new);
    }

    /** Some of the rows, not copied. */
    WeightTable only(int[] rows) {
        return new WeightTable(this, rows);
    }

    /** All rows, by several threads when it pays. */
    IntStream rows() {
        var rows = IntStream.range(0, open.length);
        return (long) open.length * columns < PARALLEL_FROM ? rows : rows.parallel();
    }

    /** At most {@code size} rows, spread evenly. */
    IntStream sample(int size) {
        int sampled = Math.min(open.length, size);
        return IntStream.range(0, sampled).map(i -> (int) ((long) i * open.length / sampled));
    }

    /** Slots that rows of these capacities can use. */
    long slots(int[] capacities) {
        return Arrays.stream(capacities).mapToLong(k -> Math.min(k, columns)).sum();
    }

    ExactSum emptySum() {
        return new ExactSum(tieBits);
    }

    /**
     * Replaces a row that is not matched.
     *
     * @throws IllegalArgumentException when sums would no longer be exact
     */
    void change(int row, int[] capacities, PairWorth worth, TieBreak tieBreak) {
        if (slots(capacities) > mostSlots) {
            throw new IllegalArgumentException(
                    slots(capacities) + " slots are beyond the " + mostSlots + " of changed rows. Maybe match anew.");
        }
        long largest = quantise(row, worth);
        if (largest >= limit) {
            throw new IllegalArgumentException("worth " + largest / MILLIONTHS + " is beyond " + limit / MILLIONTHS
                    + ", the most of a changed row. Maybe match anew.");
        }
        addTies(row, tieBreak);
    }

    /** In the unit of worth. */
    double worth(long weight) {
        return weight / MILLIONTHS / (1L << tieBits);
    }

    /** Of a worth, without a tie. */
    long weight(double worth) {
        return Math.round(worth * MILLIONTHS * (1L << tieBits));
    }

    /** Writes a row in millionths; the largest amount among them. */
    private long quantise(int row, PairWorth worth) {
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

    private void addTies(int row, TieBreak tieBreak) {
        long[] values = open[row];
        for (int e = 0; e < columns; e++) {
            int tie = tieBreak.of(row, e);
            // A negative shift would wrap: few pairs have more bits for ties than a tie has.
            long bits = tieShift >= 0 ? tie >> Math.min(31, tieShift) : (long) tie << -tieShift;
            values[e] = (values[e] << tieBits) + bits;
        }
    }

    private static int bits(long value) {
        return Long.SIZE - Long.numberOfLeadingZeros(value);
    }
}
