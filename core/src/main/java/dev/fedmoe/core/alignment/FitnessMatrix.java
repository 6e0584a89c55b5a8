package dev.fedmoe.core.alignment;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fitness of every pair of a round, seen or estimated. */
final class FitnessMatrix {
    private final double[][] value;
    private final double[][] seen;
    private final List<List<Double>> affinity;

    /** {@code seen} has NaN where a client never tried the expert. */
    FitnessMatrix(double[][] value, double[][] seen) {
        this(value, seen, List.of());
    }

    /** {@code affinity} has NaN where it is unknown. */
    FitnessMatrix(double[][] value, double[][] seen, List<List<Double>> affinity) {
        this.value = value;
        this.seen = seen;
        this.affinity = affinity;
    }

    double of(int client, int expert) {
        return value[client][expert];
    }

    double seen(int client, int expert) {
        return seen[client][expert];
    }

    /** Null where it is unknown or was not asked for. */
    @Nullable Double affinity(int client, int expert) {
        double known = affinity.isEmpty() ? Double.NaN : affinity.get(client).get(expert);
        return Double.isNaN(known) ? null : known;
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
