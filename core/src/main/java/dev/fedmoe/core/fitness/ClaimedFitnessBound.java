package dev.fedmoe.core.fitness;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What clients say of an expert, bounded by what others say of it: nobody leads or trails the next claim by more than a margin, so
 * that a client that claims anything it likes gains no more than an expert's bonus for one missed round. What is not in [0, 1] is
 * clamped, what is no number has not been said. Bounds one liar; clients in league are bounded by quotas alone.
 */
final class ClaimedFitnessBound {
    static final double MARGIN = 0.1;

    /** With fewer claims nobody can say which of them is out of line. */
    private static final int ENOUGH = 3;

    private final double[][] bounded;
    private final double[] low;
    private final double[] high;

    private ClaimedFitnessBound(double[][] bounded, int experts) {
        this.bounded = bounded;
        low = new double[experts];
        high = new double[experts];
        Arrays.fill(high, 1);
    }

    /** Rows are clients, columns experts; NaN where nothing was said. */
    static ClaimedFitnessBound of(double[][] claims, int experts) {
        var bounded = Arrays.stream(claims)
                .map(row -> Arrays.stream(row).map(ClaimedFitnessBound::clamp).toArray())
                .toArray(double[][]::new);
        var all = new ClaimedFitnessBound(bounded, experts);
        all.judge();
        return all;
    }

    private void judge() {
        double[] all =
                sorted(Arrays.stream(bounded).flatMapToDouble(Arrays::stream).toArray());
        for (int expert = 0; expert < low.length; expert++) {
            int e = expert;
            double[] column = sorted(IntStream.range(0, bounded.length)
                    .mapToDouble(c -> bounded[c][e])
                    .toArray());
            double[] judges = column.length >= ENOUGH ? column : all;
            if (judges.length >= ENOUGH) {
                low[e] = judges[1] - MARGIN;
                high[e] = judges[judges.length - 2] + MARGIN;
            }
            for (double[] row : bounded) {
                row[e] = within(e, row[e]);
            }
        }
    }

    /** As they count. */
    double[][] bounded() {
        return bounded;
    }

    /** As far as others bear it out; also for what was concluded from claims. */
    double within(int expert, double value) {
        return Double.isNaN(value) ? value : Math.max(low[expert], Math.min(high[expert], value));
    }

    private static double clamp(double claim) {
        return Double.isNaN(claim) ? Double.NaN : Math.max(0, Math.min(1, claim));
    }

    private static double[] sorted(double[] values) {
        return Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
    }
}
