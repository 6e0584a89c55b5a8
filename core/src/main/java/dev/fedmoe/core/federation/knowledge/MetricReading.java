package dev.fedmoe.core.federation.knowledge;

import dev.fedmoe.core.job.training.MetricKind;

/**
 * A figure of a committed model.
 *
 * @param name of its {@link MetricKind}, as it is spelled on the volume
 * @param samples or clients that it was measured with
 */
public record MetricReading(String name, double value, int round, long samples) {
    public static MetricReading of(MetricKind kind, double value, int round, long samples) {
        return new MetricReading(kind.toString(), value, round, samples);
    }

    boolean is(MetricKind kind) {
        return name.equals(kind.toString());
    }
}
