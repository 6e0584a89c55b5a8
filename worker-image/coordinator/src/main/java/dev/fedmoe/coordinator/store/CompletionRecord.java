package dev.fedmoe.coordinator.store;

import dev.fedmoe.core.federation.knowledge.MetricReading;
import java.util.List;

/**
 * That a job is complete, and what was measured of its last model: a restart says so again instead of training on.
 *
 * @param round the newest commit when the job was complete
 * @param goal what it had been asked to reach; with another one the job goes on
 * @param best at most one
 */
public record CompletionRecord(
        String jobUid, int round, String goal, List<MetricReading> measures, List<MetricReading> best) {
    public CompletionRecord {
        measures = List.copyOf(measures);
        best = List.copyOf(best);
    }
}
