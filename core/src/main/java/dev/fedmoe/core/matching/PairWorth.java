package dev.fedmoe.core.matching;

/** What it is worth to match a row with a column. */
@FunctionalInterface
public interface PairWorth {
    /** A finite number within ±1,000,000; solvers round it to millionths. */
    double of(int row, int column);
}
