package dev.fedmoe.core.alignment;

import dev.fedmoe.core.alignment.AlignmentProblem.Participant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Fitness of every pair of a round. Observed values stay as they are. A pair nobody has tried is worth what its client and its
 * expert usually are: row mean + column mean − mean, both means shrunk by two pseudo-observations of the overall mean, so that
 * a newcomer takes the column means. Neither hope nor fear is added: policies that want exploration must add it themselves.
 */
final class FitnessEstimate {
    private static final int PSEUDO_OBSERVATIONS = 2;
    private static final double UNKNOWN = 0.5;

    private final double[][] value;
    private final boolean[][] seen;

    FitnessEstimate(List<Participant> clients, int experts) {
        int n = clients.size();
        value = new double[n][experts];
        seen = new boolean[n][experts];
        double[] rowSum = new double[n];
        double[] columnSum = new double[experts];
        int[] rowSeen = new int[n];
        int[] columnSeen = new int[experts];
        for (int c = 0; c < n; c++) {
            for (int e = 0; e < experts; e++) {
                double f = clients.get(c).fitness().get(e);
                if (!Double.isNaN(f)) {
                    value[c][e] = Math.max(0, Math.min(1, f));
                    seen[c][e] = true;
                    rowSum[c] += value[c][e];
                    rowSeen[c]++;
                    columnSum[e] += value[c][e];
                    columnSeen[e]++;
                }
            }
        }
        int all = Arrays.stream(rowSeen).sum();
        double mean = all == 0 ? UNKNOWN : Arrays.stream(rowSum).sum() / all;
        for (int c = 0; c < n; c++) {
            double row = shrunk(rowSum[c], rowSeen[c], mean);
            for (int e = 0; e < experts; e++) {
                if (!seen[c][e]) {
                    double usual = row + shrunk(columnSum[e], columnSeen[e], mean) - mean;
                    value[c][e] = Math.max(0, Math.min(1, usual));
                }
            }
        }
    }

    double of(int client, int expert) {
        return value[client][expert];
    }

    boolean isSeen(int client, int expert) {
        return seen[client][expert];
    }

    Fits fits() {
        var known = new double[value.length][];
        for (int c = 0; c < known.length; c++) {
            int client = c;
            known[c] = IntStream.range(0, value[c].length)
                    .mapToDouble(e -> seen[client][e] ? value[client][e] : Double.NaN)
                    .toArray();
        }
        return new Fits(value, known);
    }

    /** How many experts suit the client better, plus one. */
    int rank(int client, int expert) {
        double own = value[client][expert];
        return 1 + (int) Arrays.stream(value[client]).filter(v -> v > own).count();
    }

    private static double shrunk(double sum, int count, double mean) {
        return (sum + PSEUDO_OBSERVATIONS * mean) / (count + PSEUDO_OBSERVATIONS);
    }
}
