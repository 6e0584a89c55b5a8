package dev.fedmoe.core.alignment;

import dev.fedmoe.core.alignment.AlignmentProblem.Participant;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
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

    private FitnessEstimate() {}

    static Fits of(List<Participant> clients, int experts) {
        double[][] seen = clients.stream()
                .map(c -> c.fitness().stream()
                        .mapToDouble(f -> Math.max(0, Math.min(1, f)))
                        .toArray())
                .toArray(double[][]::new);
        var rows = Arrays.stream(seen).map(FitnessEstimate::known).toList();
        var columns = IntStream.range(0, experts)
                .mapToObj(e ->
                        known(Arrays.stream(seen).mapToDouble(row -> row[e]).toArray()))
                .toList();
        var all = known(Arrays.stream(seen).flatMapToDouble(Arrays::stream).toArray());
        double mean = all.getCount() == 0 ? UNKNOWN : all.getAverage();
        var value = new double[seen.length][experts];
        for (int c = 0; c < value.length; c++) {
            for (int e = 0; e < experts; e++) {
                double usual = shrunk(rows.get(c), mean) + shrunk(columns.get(e), mean) - mean;
                value[c][e] = Double.isNaN(seen[c][e]) ? Math.max(0, Math.min(1, usual)) : seen[c][e];
            }
        }
        return new Fits(value, seen);
    }

    private static DoubleSummaryStatistics known(double[] values) {
        return Arrays.stream(values).filter(v -> !Double.isNaN(v)).summaryStatistics();
    }

    private static double shrunk(DoubleSummaryStatistics known, double mean) {
        return (known.getSum() + PSEUDO_OBSERVATIONS * mean) / (known.getCount() + PSEUDO_OBSERVATIONS);
    }
}
