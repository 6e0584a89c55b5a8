package dev.fedmoe.core.fitness;

import java.util.Arrays;

/**
 * What a client and an expert usually are together: row mean + column mean − mean, both means shrunk by two pseudo-observations of the
 * mean, so that a newcomer takes the column means.
 */
public final class BaselineFitness {
    private static final int PSEUDO_OBSERVATIONS = 2;
    private static final double UNKNOWN = 0.5;

    private BaselineFitness() {}

    /**
     * Of all pairs, tried or not; not bounded.
     *
     * @param seen a row a client, a column an expert; NaN where never tried
     * @param weight of each client's observations
     */
    public static double[][] of(double[][] seen, double[] weight, int experts) {
        var rowSum = new double[seen.length];
        var rowCount = new double[seen.length];
        var columnSum = new double[experts];
        var columnCount = new double[experts];
        for (int c = 0; c < seen.length; c++) {
            for (int e = 0; e < experts; e++) {
                if (!Double.isNaN(seen[c][e])) {
                    rowSum[c] += weight[c] * seen[c][e];
                    rowCount[c] += weight[c];
                    columnSum[e] += weight[c] * seen[c][e];
                    columnCount[e] += weight[c];
                }
            }
        }
        double all = Arrays.stream(rowCount).sum();
        double mean = all == 0 ? UNKNOWN : Arrays.stream(rowSum).sum() / all;
        var usual = new double[seen.length][experts];
        for (int c = 0; c < seen.length; c++) {
            double row = shrunk(rowSum[c], rowCount[c], mean);
            for (int e = 0; e < experts; e++) {
                usual[c][e] = row + shrunk(columnSum[e], columnCount[e], mean) - mean;
            }
        }
        return usual;
    }

    private static double shrunk(double sum, double count, double mean) {
        return (sum + PSEUDO_OBSERVATIONS * mean) / (count + PSEUDO_OBSERVATIONS);
    }
}
