package dev.fedmoe.core.alignment;

import dev.fedmoe.core.fitness.CoverageTable;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What each expert has been trained on, faded, plus what this round would add: the cost is how far that is from the mix of all,
 * squared, and 0.3 times how far its amount is from the mean, squared.
 */
final class CoverageBalance {
    private static final double EVENNESS = 0.3;

    private final double[][] sketch;
    private final double[] brings;
    private final double[] mix;

    /** Of each expert: mass − amount × mix. */
    private final double[][] lean;

    private final double[] amount;
    private final double meanAmount;

    CoverageBalance(AssignmentBuilder board) {
        var coverage = coverage(board);
        int buckets = coverage.get(0).size();
        int n = board.clients.size();
        sketch = new double[n][];
        brings = new double[n];
        double total = 0;
        for (int c = 0; c < n; c++) {
            var client = board.clients.get(c);
            sketch[c] = array(CoverageTable.sketch(client.sketch(), buckets));
            double weight = CoverageTable.weight(client.samples());
            brings[c] = weight / board.slots(c);
            total += weight;
        }
        amount = coverage.stream()
                .mapToDouble(row -> CoverageTable.FADE
                        * row.stream().mapToDouble(Double::doubleValue).sum())
                .toArray();
        meanAmount = (DoubleStream.of(amount).sum() + total) / board.experts;
        mix = mix(board, coverage, buckets);
        lean = new double[board.experts][buckets];
        for (int e = 0; e < lean.length; e++) {
            for (int b = 0; b < buckets; b++) {
                lean[e][b] = CoverageTable.FADE * coverage.get(e).get(b) - amount[e] * mix[b];
            }
        }
    }

    /** What a client brings each expert it holds. */
    double brings(int client) {
        return brings[client];
    }

    /** How the cost changes when the client joins the expert. */
    double joining(int client, int expert) {
        double a = brings[client];
        double along = 0;
        double length = 0;
        for (int b = 0; b < mix.length; b++) {
            double leans = sketch[client][b] - mix[b];
            along += lean[expert][b] * leans;
            length += leans * leans;
        }
        double off = amount[expert] - meanAmount;
        return 2 * a * along + a * a * length + EVENNESS * (2 * a * off + a * a);
    }

    void join(int client, int expert) {
        shift(client, expert, brings[client]);
    }

    void leave(int client, int expert) {
        shift(client, expert, -brings[client]);
    }

    double amount(int expert) {
        return amount[expert];
    }

    double meanAmount() {
        return meanAmount;
    }

    private void shift(int client, int expert, double by) {
        amount[expert] += by;
        for (int b = 0; b < mix.length; b++) {
            lean[expert][b] += by * (sketch[client][b] - mix[b]);
        }
    }

    private static List<List<Double>> coverage(AssignmentBuilder board) {
        var known = board.problem.learned().coverage();
        return known.isEmpty() || known.get(0).isEmpty() ? Collections.nCopies(board.experts, List.of(0.0)) : known;
    }

    // Of all that was seen and of what the round's clients have; even before anything is.
    private double[] mix(AssignmentBuilder board, List<List<Double>> coverage, int buckets) {
        double[] mass = IntStream.range(0, buckets)
                .mapToDouble(
                        b -> coverage.stream().mapToDouble(row -> row.get(b)).sum())
                .toArray();
        for (int c = 0; c < sketch.length; c++) {
            for (int b = 0; b < buckets; b++) {
                mass[b] += brings[c] * board.slots(c) * sketch[c][b];
            }
        }
        double sum = DoubleStream.of(mass).sum();
        return DoubleStream.of(mass)
                .map(m -> sum == 0 ? 1.0 / buckets : m / sum)
                .toArray();
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
