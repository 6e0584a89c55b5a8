package dev.fedmoe.core.job.training;

import dev.fedmoe.core.job.validation.SpecField;

/**
 * Ends a job early once the metric reaches the value.
 *
 * @param value in (0, 1]
 */
public record MetricTarget(MetricKind metric, double value) {
    public MetricTarget {
        new SpecField("training.target.value").positiveShare(value);
    }

    public boolean isReachedBy(double measured) {
        return measured >= value;
    }
}
