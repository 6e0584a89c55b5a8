package dev.fedmoe.coordinator.commit;

import dev.fedmoe.core.alignment.AlignmentPlan;
import dev.fedmoe.core.federation.knowledge.LearnedTables;
import dev.fedmoe.core.federation.knowledge.RoundFacts;
import dev.fedmoe.core.federation.knowledge.TrainingTotals;
import java.util.List;

/**
 * All training state after one round, as it lies on the volume beside the file of parts.
 *
 * @param parts in manifest order
 * @param plan the round's assignment; no assignments for round 0
 */
public record CommitRecord(
        Chain chain,
        List<Part> parts,
        LearnedTables learned,
        RoundFacts facts,
        TrainingTotals totals,
        AlignmentPlan plan) {
    public CommitRecord {
        parts = List.copyOf(parts);
    }

    public int round() {
        return chain.round();
    }

    /**
     * Where the commit belongs.
     *
     * @param manifest fingerprint of the model's layout
     * @param epoch of the coordinator that wrote it
     * @param previous SHA-256 of the record before it, hex; empty for round 0
     */
    public record Chain(String jobUid, String manifest, int round, long epoch, String previous) {}

    /**
     * One part in the file of parts.
     *
     * @param version round whose commit last changed it
     * @param sha256 hex
     */
    public record Part(String part, int version, long offset, long sizeBytes, int crc32c, String sha256) {}
}
