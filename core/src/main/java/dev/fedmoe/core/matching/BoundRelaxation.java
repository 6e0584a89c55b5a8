package dev.fedmoe.core.matching;

/** A column's bound that could not be kept, and what it became; both in rows. */
public record BoundRelaxation(int column, Side side, int asked, int granted) {
    /** Low bounds give way first. */
    public enum Side {
        LOW,
        HIGH
    }
}
