package dev.fedmoe.core.aggregation;

import dev.fedmoe.core.model.PartSpec;
import dev.fedmoe.core.model.TensorSpec;
import java.util.Arrays;
import java.util.List;

/**
 * How much each contributor counts for each element of one part: constant over runs of consecutive elements. Experts
 * and the shared part are one run; a gate has one run a row and tensor, since a row is trained only by the clients that
 * hold its expert.
 */
public final class ContributionWeights {
    private final long[] ends;
    private final double[][] weights;
    private final double[] totals;

    private ContributionWeights(long[] ends, double[][] weights) {
        this.ends = ends;
        this.weights = weights;
        this.totals = Arrays.stream(weights)
                .mapToDouble(run -> Arrays.stream(run).sum())
                .toArray();
    }

    /** The same weight for every element: samples per contributor, clamped. */
    public static ContributionWeights uniform(PartSpec part, List<Long> samples) {
        return new ContributionWeights(new long[] {part.elements()}, new double[][] {toDoubles(samples)});
    }

    /**
     * Row {@code e} of each gate tensor (first dimension: experts) belongs to expert {@code e}.
     *
     * @param samples per expert, per contributor: routed samples, clamped; 0 when the contributor did not hold it
     */
    public static ContributionWeights rows(PartSpec gate, List<List<Long>> samples) {
        int experts = samples.size();
        var ends = new long[experts * gate.tensors().size()];
        var weights = new double[ends.length][];
        long end = 0;
        int run = 0;
        for (TensorSpec tensor : gate.tensors()) {
            if (tensor.shape().get(0) != experts) {
                throw new IllegalArgumentException(
                        tensor.name() + " has " + tensor.shape().get(0) + " rows for " + experts + " experts");
            }
            long row = tensor.elements() / experts;
            for (int e = 0; e < experts; e++, run++) {
                end += row;
                ends[run] = end;
                weights[run] = toDoubles(samples.get(e));
            }
        }
        return new ContributionWeights(ends, weights);
    }

    /** A claim of samples as a weight: never negative, never above the limit. */
    public static long clamp(long claimedSamples, long maxSamples) {
        return Math.max(0, Math.min(claimedSamples, maxSamples));
    }

    /** False when nobody weighs anything: the part keeps its values. */
    public boolean isMoving() {
        return Arrays.stream(totals).anyMatch(total -> total > 0);
    }

    /** True when some elements keep their committed values, so that these are needed. */
    public boolean hasGaps() {
        return Arrays.stream(totals).anyMatch(total -> total == 0);
    }

    /** Index of the run that holds element {@code at}. */
    int runAt(long at) {
        int found = Arrays.binarySearch(ends, at + 1);
        return found >= 0 ? found : -found - 1;
    }

    long end(int run) {
        return ends[run];
    }

    double weight(int run, int contributor) {
        return weights[run][contributor];
    }

    double total(int run) {
        return totals[run];
    }

    private static double[] toDoubles(List<Long> samples) {
        return samples.stream().mapToDouble(Long::doubleValue).toArray();
    }
}
