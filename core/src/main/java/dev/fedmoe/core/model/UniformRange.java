package dev.fedmoe.core.model;

/** The numbers from {@code centre − bound} to {@code centre + bound}, all as likely as each other. */
public record UniformRange(float centre, float bound) {
    /** Nothing but this value. */
    public static UniformRange only(float value) {
        return new UniformRange(value, 0);
    }

    /** With variance 2/fan-in, for weights {@code [out, in, …]} before a ReLU: He et al., arXiv 1502.01852. */
    public static UniformRange beforeRelu(TensorSpec weight) {
        return ofVariance(2, weight, 1);
    }

    /** With variance 1/fan-in, for weights {@code [out, in, …]} before anything else, times {@code scale}. */
    public static UniformRange linear(TensorSpec weight, double scale) {
        return ofVariance(1, weight, scale);
    }

    /** @param unit a number from [0, 1) */
    float at(float unit) {
        return centre + (2 * unit - 1) * bound;
    }

    private static UniformRange ofVariance(int variance, TensorSpec weight, double scale) {
        double fanIn = (double) weight.elements() / weight.shape().get(0);
        return new UniformRange(0, (float) (scale * Math.sqrt(3 * variance / fanIn)));
    }
}
