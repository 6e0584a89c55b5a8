package dev.fedmoe.core.fitness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How much training each expert has had: samples routed to it in accepted updates since round 0. Immutable. Counts are whole
 * and far below 2^53, so sums are exact in any order.
 *
 * @param samples one value an expert
 */
public record LoadTable(List<Double> samples) {
    /** Most samples that one update can add to one expert; claims above it count as this many. */
    static final double MAX_SAMPLES = 1L << 32;

    public LoadTable {
        samples = List.copyOf(samples);
        if (samples.stream().anyMatch(s -> !(s >= 0) || s.isInfinite())) {
            throw new IllegalArgumentException("load must be finite and at least 0, not " + samples);
        }
    }

    /** One accepted update's routed samples. */
    public record Routed(int expert, long samples) {}

    public static LoadTable empty(int experts) {
        return new LoadTable(Collections.nCopies(experts, 0.0));
    }

    /** Adds accepted updates. A count below 0 adds nothing. */
    public LoadTable add(List<Routed> accepted) {
        var next = new ArrayList<>(samples);
        for (Routed routed : accepted) {
            double bounded = Math.max(0, Math.min((double) routed.samples(), MAX_SAMPLES));
            next.set(routed.expert(), next.get(routed.expert()) + bounded);
        }
        return new LoadTable(next);
    }

    public double total() {
        return samples.stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Each expert's part of all routed samples, in [0, 1]; all 0 before the first update. */
    public List<Double> shares() {
        double total = total();
        return samples.stream().map(s -> total == 0 ? 0.0 : s / total).toList();
    }

    /** Coefficient of variation over the experts: standard deviation over mean; 0 is even. */
    public double cv() {
        double mean = total() / samples.size();
        if (mean == 0) {
            return 0;
        }
        double variance =
                samples.stream().mapToDouble(s -> (s - mean) * (s - mean)).sum() / samples.size();
        return Math.sqrt(variance) / mean;
    }
}
