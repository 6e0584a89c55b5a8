package dev.fedmoe.core.fitness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which classes each expert has lately been trained on, learnt from accepted updates only: older rounds fade by a tenth each.
 * Without sketches there is one bucket, which is recent load. Immutable.
 *
 * @param mass E rows of B buckets
 */
public record CoverageTable(List<List<Double>> mass) {
    public static final double FADE = 0.9;

    /** Samples beyond which a client counts no more: its gradients hardly get better. */
    static final double FULL_SAMPLES = 512;

    public CoverageTable {
        mass = mass.stream().map(List::copyOf).toList();
        if (mass.stream().flatMap(List::stream).anyMatch(m -> !(m >= 0) || m.isInfinite())) {
            throw new IllegalArgumentException("coverage must be finite and at least 0, not " + mass);
        }
    }

    /**
     * One accepted update.
     *
     * @param weight what the client brings this expert: its {@link #weight} over the experts it held
     * @param sketch as {@link #sketch} made it
     */
    public record Trained(int expert, double weight, List<Double> sketch) {}

    public static CoverageTable empty(int experts, int buckets) {
        return new CoverageTable(Collections.nCopies(experts, Collections.nCopies(buckets, 0.0)));
    }

    /** What a client of so many samples counts, in [0, 1]. */
    public static double weight(long samples) {
        return Math.max(0, Math.min((double) samples, FULL_SAMPLES)) / FULL_SAMPLES;
    }

    /**
     * A client's label histogram with sum 1; even when it is not one: of another length, with a value below 0 or none, or
     * empty. What a client sends is a claim, this is what may be done with it.
     */
    public static List<Double> sketch(List<Double> claimed, int buckets) {
        double sum = claimed.stream().mapToDouble(Double::doubleValue).sum();
        boolean usable = claimed.size() == buckets
                && sum > 0
                && Double.isFinite(sum)
                && claimed.stream().allMatch(v -> v >= 0);
        return usable ? claimed.stream().map(v -> v / sum).toList() : Collections.nCopies(buckets, 1.0 / buckets);
    }

    /** The same amounts in another number of buckets, for instance because sketches have begun: evenly, as nobody knows better. */
    public CoverageTable over(int buckets) {
        return new CoverageTable(mass.stream()
                .map(row -> row.size() == buckets ? row : spread(row, buckets))
                .toList());
    }

    private static List<Double> spread(List<Double> row, int buckets) {
        double amount = row.stream().mapToDouble(Double::doubleValue).sum();
        return Collections.nCopies(buckets, amount / buckets);
    }

    /** Learns one round's accepted updates. */
    public CoverageTable learn(List<Trained> accepted) {
        var next = new ArrayList<List<Double>>();
        mass.forEach(row -> next.add(row.stream().map(m -> FADE * m).toList()));
        for (Trained trained : accepted) {
            var row = next.get(trained.expert());
            next.set(
                    trained.expert(),
                    IntStream.range(0, row.size())
                            .mapToObj(b -> row.get(b)
                                    + trained.weight() * trained.sketch().get(b))
                            .toList());
        }
        return new CoverageTable(next);
    }
}
