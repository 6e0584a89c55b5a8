package dev.fedmoe.cluster.load;

import java.util.Collection;
import java.util.Locale;

/** What is said of many durations. */
record DurationPercentiles(double p50, double p99, double worst) {
    static DurationPercentiles of(Collection<Double> values) {
        var sorted = values.stream().mapToDouble(v -> v).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("no values");
        }
        return new DurationPercentiles(at(sorted, 0.50), at(sorted, 0.99), sorted[sorted.length - 1]);
    }

    /** Nearest rank. */
    private static double at(double[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "p50 %.3f s, p99 %.3f s, worst %.3f s", p50, p99, worst);
    }
}
