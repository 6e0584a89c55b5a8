package dev.fedmoe.core.fitness;

import java.util.Arrays;

/**
 * How much fitness affinity brings beyond what client and expert usually are, by least squares over the pairs that were tried and whose
 * affinity is known. A guess counts as much as some of them, so that likes find each other from the first round on; where affinity
 * tells nothing of fitness the slope goes to 0, and it is never below.
 */
final class AffinityEffect {
    private static final double GUESS = 0.5;

    /** Pairs that the guess counts as much as: what the first rounds see. */
    private static final double PAIRS_OF_GUESS = 50;

    /** Affinities that differ by no more than this on the whole are all the same. */
    private static final double FLAT = 1e-3;

    private AffinityEffect() {}

    /**
     * Fitness more or less than usual, of all pairs; 0 where the affinity is unknown.
     *
     * @param affinity a row a client, a column an expert; NaN where unknown
     * @param rest seen fitness minus the usual; NaN where never tried
     * @param weight of each client's observations
     */
    static double[][] of(double[][] affinity, double[][] rest, double[] weight, int experts) {
        double[][] tried = tried(affinity, rest);
        double[][] usual = BaselineFitness.of(tried, weight, experts);
        var more = new double[rest.length][experts];
        for (int c = 0; c < rest.length; c++) {
            for (int e = 0; e < experts; e++) {
                more[c][e] = Double.isNaN(affinity[c][e]) ? 0 : affinity[c][e] - usual[c][e];
            }
        }
        double slope = slope(tried, more, rest, weight);
        return Arrays.stream(more).map(row -> VectorMath.scaled(row, slope)).toArray(double[][]::new);
    }

    /** What is usual follows from the pairs that were tried, as that of fitness does. */
    private static double[][] tried(double[][] affinity, double[][] rest) {
        var tried = new double[rest.length][];
        for (int c = 0; c < rest.length; c++) {
            tried[c] = affinity[c].clone();
            for (int e = 0; e < tried[c].length; e++) {
                if (Double.isNaN(rest[c][e])) {
                    tried[c][e] = Double.NaN;
                }
            }
        }
        return tried;
    }

    private static double slope(double[][] tried, double[][] more, double[][] rest, double[] weight) {
        double together = 0;
        double alone = 0;
        double pairs = 0;
        for (int c = 0; c < rest.length; c++) {
            for (int e = 0; e < rest[c].length; e++) {
                if (!Double.isNaN(tried[c][e])) {
                    together += weight[c] * more[c][e] * rest[c][e];
                    alone += weight[c] * more[c][e] * more[c][e];
                    pairs += weight[c];
                }
            }
        }
        double seen = alone <= FLAT * FLAT * pairs ? 0 : together / alone;
        return Math.max(0, (pairs * seen + PAIRS_OF_GUESS * GUESS) / (pairs + PAIRS_OF_GUESS));
    }
}
