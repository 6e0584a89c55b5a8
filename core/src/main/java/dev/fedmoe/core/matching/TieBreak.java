package dev.fedmoe.core.matching;

/** Which of several best matchings is taken: the one with the largest sum of ties. */
@FunctionalInterface
public interface TieBreak {
    /** No preference: which of the best is taken depends on the order of rows and columns, and on nothing else. */
    TieBreak NONE = (row, column) -> 0;

    /** At least 0; on large problems only the leading bits count. */
    int of(int row, int column);
}
