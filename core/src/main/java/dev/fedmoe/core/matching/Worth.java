package dev.fedmoe.core.matching;

/** What a column is worth to a row: finite, counted in millionths. */
@FunctionalInterface
public interface Worth {
    double of(int row, int column);
}
