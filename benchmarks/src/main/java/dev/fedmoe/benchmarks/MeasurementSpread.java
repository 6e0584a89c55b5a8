package dev.fedmoe.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/** Of repeated measurements, in their unit. */
record MeasurementSpread(double least, double median, double most) {
    static MeasurementSpread of(double[] values) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        return new MeasurementSpread(sorted[0], sorted[sorted.length / 2], sorted[sorted.length - 1]);
    }

    /** As JSON. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "{\"least\":%.1f,\"median\":%.1f,\"most\":%.1f}", least, median, most);
    }
}
