package dev.fedmoe.core.matching;

import java.util.Arrays;

/**
 * Each row is matched with as many columns as its capacity says, no column twice, and each column with as many rows as its bounds
 * say, so that the sum of worth is the largest there is: a maximum-weight b-matching of a complete bipartite graph.
 */
public final class MatchingProblem {
    private final int[] capacities;
    private final DegreeBounds bounds;
    private final PairWorth worth;
    private final TieBreak tieBreak;

    /**
     * A problem of {@code capacities.length} rows and {@code bounds.columns()} columns.
     *
     * @param capacities columns of each row, at least 0; what exceeds the number of columns stays empty
     * @throws IllegalArgumentException when a capacity is below 0
     */
    public MatchingProblem(int[] capacities, DegreeBounds bounds, PairWorth worth, TieBreak tieBreak) {
        if (Arrays.stream(capacities).anyMatch(capacity -> capacity < 0)) {
            throw new IllegalArgumentException("capacities must be at least 0, not " + Arrays.toString(capacities));
        }
        this.capacities = capacities.clone();
        this.bounds = bounds;
        this.worth = worth;
        this.tieBreak = tieBreak;
    }

    public int rows() {
        return capacities.length;
    }

    public int columns() {
        return bounds.columns();
    }

    public int[] capacities() {
        return capacities.clone();
    }

    public DegreeBounds bounds() {
        return bounds;
    }

    public PairWorth worth() {
        return worth;
    }

    public TieBreak tieBreak() {
        return tieBreak;
    }
}
