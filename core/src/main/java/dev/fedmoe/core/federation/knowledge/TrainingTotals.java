package dev.fedmoe.core.federation.knowledge;

import java.util.List;

/**
 * Sums since round 0 and the newest figures.
 *
 * @param wholeModelBytes what would have been moved had every client fetched and sent the whole model
 * @param measures the newest of each kind
 * @param best the best so far of the one that counts; at most one
 */
public record TrainingTotals(
        long downBytes, long upBytes, long wholeModelBytes, List<MetricReading> measures, List<MetricReading> best) {
    public static final TrainingTotals NONE = new TrainingTotals(0, 0, 0, List.of(), List.of());

    public TrainingTotals {
        measures = List.copyOf(measures);
        best = List.copyOf(best);
    }
}
