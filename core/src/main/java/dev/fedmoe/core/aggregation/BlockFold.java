package dev.fedmoe.core.aggregation;

import java.util.Arrays;

/**
 * The weighted mean of one part, a block of elements at a time, in double precision. Contributors are added in the same
 * order for every block (by client name), so the result depends neither on the order of arrival nor on the block size.
 *
 * <p>{@code mean = (float) (Σ weight · value / Σ weight)}
 */
public final class BlockFold {
    private final ContributionWeights weights;
    private final double[] sums;
    private long start;
    private int length;

    public BlockFold(ContributionWeights weights, int blockElements) {
        this.weights = weights;
        this.sums = new double[blockElements];
    }

    /** Starts the block of {@code length} elements at element {@code start} of the part. */
    public void begin(long start, int length) {
        this.start = start;
        this.length = length;
        Arrays.fill(sums, 0, length, 0.0);
    }

    /** Adds one contributor's values of the block. */
    public void add(int contributor, float[] values) {
        int run = weights.runAt(start);
        for (int from = 0; from < length; run++) {
            int to = endInBlock(run);
            double weight = weights.weight(run, contributor);
            if (weight > 0) {
                accumulate(sums, values, from, to, weight);
            }
            from = to;
        }
    }

    /** Writes the block's mean over {@code values}, which holds the committed values: they stay where nobody weighs. */
    public void finish(float[] values) {
        int run = weights.runAt(start);
        for (int from = 0; from < length; run++) {
            int to = endInBlock(run);
            double total = weights.total(run);
            if (total > 0) {
                divide(sums, values, from, to, total);
            }
            from = to;
        }
    }

    private int endInBlock(int run) {
        return (int) Math.min(length, weights.end(run) - start);
    }

    // Plain counted loops over arrays: the JIT unrolls them.
    private static void accumulate(double[] sums, float[] values, int from, int to, double weight) {
        for (int i = from; i < to; i++) {
            sums[i] += weight * values[i];
        }
    }

    private static void divide(double[] sums, float[] values, int from, int to, double total) {
        for (int i = from; i < to; i++) {
            values[i] = (float) (sums[i] / total);
        }
    }
}
