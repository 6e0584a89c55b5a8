package dev.fedmoe.core.aggregation;

/**
 * What all contributors have made of some consecutive elements of a part. Only who counts for these elements is here: of a gate's row
 * the clients that hold its expert.
 */
public final class UpdateBlock {
    private final float[][] values;
    private final double[] weights;
    private final int from;
    private final int to;

    /**
     * @param values of each contributor, at least one, in the order of their names; not to be written to
     * @param weights of each contributor, above 0
     * @param from the first element's place in each array of values
     * @param to behind the last element
     */
    public UpdateBlock(float[][] values, double[] weights, int from, int to) {
        this.values = values;
        this.weights = weights;
        this.from = from;
        this.to = to;
    }

    public int contributors() {
        return weights.length;
    }

    /** One contributor's values; those from {@link #from()} to {@link #to()} belong to this block. */
    public float[] values(int contributor) {
        return values[contributor];
    }

    /** How many samples one contributor's update stands for, clamped. */
    public double weight(int contributor) {
        return weights[contributor];
    }

    public int from() {
        return from;
    }

    public int to() {
        return to;
    }
}
