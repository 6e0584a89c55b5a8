package dev.fedmoe.benchmarks.policies.report;

import java.util.List;
import java.util.Locale;

/** Mean and sample standard deviation of one figure over seeds. */
record SeedSpread(double mean, double deviation, int count) {
    static SeedSpread of(List<Double> values) {
        double mean = values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
        double squares =
                values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
        return new SeedSpread(mean, values.size() < 2 ? 0 : Math.sqrt(squares / (values.size() - 1)), values.size());
    }

    /** {@code 0.78 ± 0.01}; without a deviation when there is one value. */
    String text(int decimals) {
        String format = "%." + decimals + "f";
        String text = String.format(Locale.ROOT, format, mean);
        return count < 2 ? text : text + " ± " + String.format(Locale.ROOT, format, deviation);
    }
}
