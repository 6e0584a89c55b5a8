package dev.fedmoe.core.alignment;

import java.util.Arrays;

/** Fitness of every pair of a round, seen or estimated. */
final class Fits {
    private final double[][] value;
    private final double[][] seen;

    /** {@code seen} has NaN where a client never tried the expert. */
    Fits(double[][] value, double[][] seen) {
        this.value = value;
        this.seen = seen;
    }

    double of(int client, int expert) {
        return value[client][expert];
    }

    double seen(int client, int expert) {
        return seen[client][expert];
    }

    boolean isSeen(int client, int expert) {
        return !Double.isNaN(seen[client][expert]);
    }

    /** How many experts suit the client better, plus one. */
    int rank(int client, int expert) {
        double own = value[client][expert];
        return 1 + (int) Arrays.stream(value[client]).filter(v -> v > own).count();
    }
}
