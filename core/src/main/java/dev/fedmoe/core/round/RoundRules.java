package dev.fedmoe.core.round;

import java.time.Duration;

/**
 * What a round is held to.
 *
 * @param perExpertQuorum updates an expert needs before its weights move, at least 1
 * @param minClients clients with an accepted update that a round needs to be committed, at least 1
 * @param overSelection share of clients selected beyond what the round needs; 0 waits for all
 * @param gateShared whether clients submit their gates, or keep them
 * @param deadline longest time the round stays open
 * @param grace how long a lost client is still waited for: a broken connection costs nothing, a dead worker this much
 */
public record RoundRules(
        int perExpertQuorum,
        int minClients,
        double overSelection,
        boolean gateShared,
        Duration deadline,
        Duration grace) {
    public RoundRules {
        if (perExpertQuorum < 1 || minClients < 1 || overSelection < 0) {
            throw new IllegalArgumentException("quorum per expert (" + perExpertQuorum + ") and clients (" + minClients
                    + ") must be at least 1, over-selection (" + overSelection + ") at least 0");
        }
    }

    /** Answers out of {@code holders} that make waiting for the slowest needless: {@code ⌈holders / (1 + overSelection)⌉}. */
    int enough(int holders) {
        return (int) Math.ceil(holders / (1 + overSelection) - 1e-9);
    }
}
