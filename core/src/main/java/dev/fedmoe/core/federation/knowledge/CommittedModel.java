package dev.fedmoe.core.federation.knowledge;

import dev.fedmoe.core.alignment.AlignmentPlan;
import dev.fedmoe.core.fitness.AffinityMatrix;
import dev.fedmoe.core.model.PartId;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A committed round, without its weights: all that decisions are made from.
 *
 * @param digest SHA-256 of its record, hex: no two commits have the same
 * @param versions of each part the round whose commit last changed it
 * @param affinities those of {@code record.learned().affinity()}, made once because they take long
 */
public record CommittedModel(
        int round, String digest, SortedMap<PartId, Integer> versions, RoundRecord record, AffinityMatrix affinities) {
    public CommittedModel {
        versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
    }

    public static CommittedModel of(int round, String digest, SortedMap<PartId, Integer> versions, RoundRecord record) {
        return new CommittedModel(
                round,
                digest,
                versions,
                record,
                AffinityMatrix.of(record.learned().affinity()));
    }

    public LearnedTables learned() {
        return record.learned();
    }

    public AlignmentPlan plan() {
        return record.plan();
    }

    public int version(PartId part) {
        var version = versions.get(part);
        if (version == null) {
            throw new IllegalArgumentException("round " + round + " has no part " + part);
        }
        return version;
    }
}
