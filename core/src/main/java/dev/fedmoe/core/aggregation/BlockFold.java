package dev.fedmoe.core.aggregation;

/**
 * One part's way from updates to new weights, a block of elements at a time: what each stretch of the block counts for whom, the
 * aggregation, the server's step. The result depends neither on the order of arrival nor on where blocks end, as long as aggregator and
 * optimizer look at each element by itself.
 */
public final class BlockFold {
    private final ContributionWeights weights;
    private final Aggregator aggregator;
    private final ServerOptimizer optimizer;
    private final float[] aggregate;

    /** @param blockElements of the largest block */
    public BlockFold(ContributionWeights weights, Aggregator aggregator, ServerOptimizer optimizer, int blockElements) {
        this.weights = weights;
        this.aggregator = aggregator;
        this.optimizer = optimizer;
        this.aggregate = new float[blockElements];
    }

    /** Whether {@link #fold} needs the committed values. */
    public boolean readsCommitted() {
        return optimizer.readsCommitted() || weights.hasGaps();
    }

    /**
     * Folds the {@code length} elements from element {@code start} of the part on.
     *
     * @param updates of each contributor, in the order of the weights
     * @param values the committed values where {@link #readsCommitted()}, on return the new ones; those that nobody counts for stay
     * @param state of the optimizer, as in {@link ServerOptimizer#step}
     */
    public void fold(long start, int length, float[][] updates, float[] values, float[][] state) {
        int run = weights.runAt(start);
        for (int from = 0; from < length; run++) {
            int to = (int) Math.min(length, weights.end(run) - start);
            if (weights.isMoving(run)) {
                aggregator.aggregate(weights.block(run, updates, from, to), aggregate);
                optimizer.step(values, aggregate, state, from, to);
            }
            from = to;
        }
    }
}
