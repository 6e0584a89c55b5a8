package dev.fedmoe.core.aggregation;

import dev.fedmoe.core.model.PartSpec;
import dev.fedmoe.core.model.TensorSpec;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How much each contributor counts for each element of one part: constant over runs of consecutive elements. Experts
 * and the shared part are one run; a gate has one run a row and tensor, since a row is trained only by the clients that
 * hold its expert.
 */
public final class ContributionWeights {
    private final long[] ends;
    private final int[][] counting;
    private final double[][] weights;

    /** @param weights a row a run, a weight a contributor; at most 0 where the contributor does not count */
    private ContributionWeights(long[] ends, double[][] weights) {
        this.ends = ends;
        this.counting =
                Arrays.stream(weights).map(ContributionWeights::counting).toArray(int[][]::new);
        this.weights = IntStream.range(0, weights.length)
                .mapToObj(run -> Arrays.stream(counting[run])
                        .mapToDouble(c -> weights[run][c])
                        .toArray())
                .toArray(double[][]::new);
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
        return Arrays.stream(counting).anyMatch(run -> run.length > 0);
    }

    /** True when some elements keep their committed values, so that these are needed. */
    public boolean hasGaps() {
        return Arrays.stream(counting).anyMatch(run -> run.length == 0);
    }

    /** Index of the run that holds element {@code at}. */
    int runAt(long at) {
        int found = Arrays.binarySearch(ends, at + 1);
        return found >= 0 ? found : -found - 1;
    }

    long end(int run) {
        return ends[run];
    }

    /** The elements of a run from {@code from} to {@code to}, with those contributors alone that count for it. */
    UpdateBlock block(int run, float[][] updates, int from, int to) {
        var values = new float[counting[run].length][];
        for (int i = 0; i < values.length; i++) {
            values[i] = updates[counting[run][i]];
        }
        return new UpdateBlock(values, weights[run], from, to);
    }

    /** False when nobody counts for the run: it keeps its values. */
    boolean isMoving(int run) {
        return counting[run].length > 0;
    }

    private static int[] counting(double[] run) {
        return IntStream.range(0, run.length).filter(c -> run[c] > 0).toArray();
    }

    private static double[] toDoubles(List<Long> samples) {
        return samples.stream().mapToDouble(Long::doubleValue).toArray();
    }
}
