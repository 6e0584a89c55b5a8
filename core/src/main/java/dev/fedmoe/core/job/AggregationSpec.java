package dev.fedmoe.core.job;

import dev.fedmoe.core.job.validation.SpecField;

/**
 * How the clients' updates become the next model.
 *
 * @param maxSamplesPerClient largest weight of one client, in samples; claims above it count as this many
 * @param maxAbsValue largest absolute value a tensor may hold; an update beyond it is refused
 */
public record AggregationSpec(GateSharing gate, long maxSamplesPerClient, float maxAbsValue) {
    public static final AggregationSpec DEFAULT = new AggregationSpec(GateSharing.AGGREGATED, 100_000, 1000);

    public AggregationSpec {
        new SpecField("aggregation.maxSamplesPerClient").atLeast(1, maxSamplesPerClient);
        new SpecField("aggregation.maxAbsValue").positive(maxAbsValue);
    }

    public AggregationSpec withGate(GateSharing newGate) {
        return new AggregationSpec(newGate, maxSamplesPerClient, maxAbsValue);
    }

    public AggregationSpec withMaxSamplesPerClient(long newMaxSamples) {
        return new AggregationSpec(gate, newMaxSamples, maxAbsValue);
    }
}
