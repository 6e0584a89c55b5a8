package dev.fedmoe.core.aggregation;

/**
 * The mean weighted by samples, {@code (float) (Σ weight · value / Σ weight)}: federated averaging,
 * <a href="https://arxiv.org/abs/1602.05629">McMahan et al. 2017</a>, algorithm 1.
 */
public record WeightedMeanAggregator() implements Aggregator {
    @Override
    public void aggregate(UpdateBlock block, float[] aggregate) {
        int from = block.from();
        var sums = new double[block.to() - from];
        double total = 0;
        for (int c = 0; c < block.contributors(); c++) {
            accumulate(sums, block.values(c), from, block.weight(c));
            total += block.weight(c);
        }
        divide(sums, aggregate, from, total);
    }

    // Plain counted loops over arrays: the JIT unrolls them.
    private static void accumulate(double[] sums, float[] values, int from, double weight) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += weight * values[from + i];
        }
    }

    private static void divide(double[] sums, float[] aggregate, int from, double total) {
        for (int i = 0; i < sums.length; i++) {
            aggregate[from + i] = (float) (sums[i] / total);
        }
    }
}
