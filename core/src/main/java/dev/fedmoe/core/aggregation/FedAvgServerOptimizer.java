package dev.fedmoe.core.aggregation;

/**
 * The aggregate becomes the model: what <a href="https://arxiv.org/abs/2003.00295">Reddi et al. 2020</a> call FedAvg, gradient descent
 * at rate 1 without momentum.
 */
public record FedAvgServerOptimizer() implements ServerOptimizer {
    @Override
    public int stateTensors() {
        return 0;
    }

    @Override
    public boolean readsCommitted() {
        return false;
    }

    @Override
    public void step(float[] weights, float[] aggregate, float[][] state, int from, int to) {
        System.arraycopy(aggregate, from, weights, from, to - from);
    }
}
