package dev.fedmoe.local.split;

import java.util.Random;

/** Marsaglia and Tsang, "A simple method for generating gamma variables", https://doi.org/10.1145/358407.358414. */
final class GammaDistribution {
    private GammaDistribution() {}

    /** One draw of shape {@code shape} > 0 and scale 1. */
    static double draw(double shape, Random random) {
        if (shape < 1) {
            return draw(shape + 1, random) * Math.pow(random.nextDouble(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double v = Math.pow(1 + c * x, 3);
            if (v > 0 && Math.log(random.nextDouble()) < x * x / 2 + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }
}
