package dev.fedmoe.core.aggregation;

/**
 * How the coordinator steps from the committed weights towards the clients' aggregate: the outer optimizer of
 * <a href="https://arxiv.org/abs/2003.00295">Reddi et al. 2020</a>. It works on a block of a part at a time.
 */
public interface ServerOptimizer {
    /** Numbers it keeps for each weight from round to round, for instance 1 for momentum; all 0 before the first step. */
    int stateTensors();

    /** False when the new weights do not depend on the committed ones, which are then not read. */
    boolean readsCommitted();

    /**
     * Makes one step for the elements from {@code from} to {@code to}, those that anybody's update counts for.
     *
     * @param weights the committed weights where {@link #readsCommitted()}; on return the new ones
     * @param aggregate what the clients have made of them
     * @param state {@link #stateTensors()} arrays parallel to the weights: the state after the last step, on return after this one
     */
    void step(float[] weights, float[] aggregate, float[][] state, int from, int to);
}
