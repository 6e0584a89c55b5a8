package dev.fedmoe.core.matching;

/**
 * An exact sum of weights and prices of a {@link WeightTable}. Millionths and ties are summed apart: together they would not fit
 * into a long.
 */
final class ExactSum {
    private final int tieBits;
    private long millionths;
    private long ties;

    ExactSum(int tieBits) {
        this.tieBits = tieBits;
    }

    /** Adds {@code value} so many times. */
    void add(long value, int times) {
        millionths += (value >> tieBits) * times;
        ties += (value & ((1L << tieBits) - 1)) * times;
    }

    void add(ExactSum other) {
        millionths += other.millionths;
        ties += other.ties;
    }

    /** In millionths of worth; what is below one is dropped. */
    long millionths() {
        return millionths + (ties >> tieBits);
    }

    /** In the unit of the table. */
    double minus(ExactSum other) {
        return (double) (millionths - other.millionths) * (1L << tieBits) + (ties - other.ties);
    }
}
