package dev.fedmoe.core.matching;

/** An exact sum of worths and prices, millionths and ties apart: together they would not fit into a long. */
final class Sum {
    private long millionths;
    private long ties;

    /** Adds {@code value} so many times. */
    void add(long value, int times, int shift) {
        millionths += (value >> shift) * times;
        ties += (value & ((1L << shift) - 1)) * times;
    }

    void add(Sum other) {
        millionths += other.millionths;
        ties += other.ties;
    }

    /** In millionths, what is below one dropped. */
    long millionths(int shift) {
        return millionths + (ties >> shift);
    }

    /** In the unit of what was added. */
    double minus(Sum other, int shift) {
        return (double) (millionths - other.millionths) * (1L << shift) + (ties - other.ties);
    }
}
