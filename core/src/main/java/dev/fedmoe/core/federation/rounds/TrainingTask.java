package dev.fedmoe.core.federation.rounds;

import dev.fedmoe.core.job.training.TrainingSpec;
import dev.fedmoe.core.model.PartId;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one client does in a round.
 *
 * @param versions of the parts it fetches and trains
 * @param remaining until the round's deadline
 * @param seed of its batches
 */
public record TrainingTask(
        int round, SortedMap<PartId, Integer> versions, Duration remaining, long seed, TrainingSpec training) {
    public TrainingTask {
        versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
    }
}
