package dev.fedmoe.core.fitness;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * Fitness of every pair from the few that were tried: what client and expert usually are, what their affinity adds, and what is left
 * over, completed at rank 4: what their likes make of them. One round sees some 2 % of the pairs, and this is what makes up for it.
 */
public final class FitnessCompletion {
    /** Of an observation of this round; the rest is what its likes say, because one round's loss wavers. */
    private static final double TRUST = 0.7;

    /** Rounds after which an observation counts half: the experts have moved on. */
    private static final double HALF_LIFE_ROUNDS = 50;

    private final double[][] seen;
    private final double[][] completed;
    private final int observations;

    private FitnessCompletion(double[][] seen, double[][] completed) {
        this.seen = seen;
        this.completed = completed;
        observations = (int) Arrays.stream(seen)
                .flatMapToDouble(Arrays::stream)
                .filter(f -> !Double.isNaN(f))
                .count();
    }

    /**
     * What is known of one client.
     *
     * @param age rounds since its newest observation
     * @param fitness E values; NaN where never tried
     * @param affinity E values in [-1, 1]; NaN where unknown
     */
    public record Known(int age, List<Double> fitness, List<Double> affinity) {
        public Known {
            fitness = List.copyOf(fitness);
            affinity = List.copyOf(affinity);
        }

        /** Of a client of unknown affinity. */
        public Known(int age, List<Double> fitness) {
            this(age, fitness, Collections.nCopies(fitness.size(), Double.NaN));
        }
    }

    /** Rows in the order given. */
    public static FitnessCompletion of(int experts, List<Known> clients) {
        double[][] claims = table(clients, Known::fitness);
        double[] fresh = clients.stream().mapToDouble(c -> freshness(c.age())).toArray();
        var bounds = ClaimedFitnessBound.of(claims, experts);
        double[][] seen = bounds.bounded();
        double[][] base = BaselineFitness.of(seen, fresh, experts);
        double[][] more = AffinityEffect.of(table(clients, Known::affinity), minus(seen, base), fresh, experts);
        for (int c = 0; c < base.length; c++) {
            VectorMath.add(base[c], more[c], 1);
        }
        double[][] rest = minus(seen, base);
        double[][] likes = LeastSquaresFactors.complete(rest, fresh, experts);
        return new FitnessCompletion(seen, blend(base, rest, likes, fresh, bounds));
    }

    /** How much an observation of that age counts, in (0, 1]. */
    static double freshness(int age) {
        return Math.pow(0.5, Math.max(0, age) / HALF_LIFE_ROUNDS);
    }

    /** In [0, 1]. */
    public double of(int client, int expert) {
        return completed[client][expert];
    }

    /** As claimed, bounded; NaN where never tried. */
    public double seen(int client, int expert) {
        return seen[client][expert];
    }

    /** Pairs that were tried. */
    public int observations() {
        return observations;
    }

    private static double[][] table(List<Known> clients, Function<Known, List<Double>> row) {
        return clients.stream()
                .map(c -> row.apply(c).stream().mapToDouble(Double::doubleValue).toArray())
                .toArray(double[][]::new);
    }

    private static double[][] minus(double[][] seen, double[][] base) {
        var rest = new double[seen.length][];
        for (int c = 0; c < seen.length; c++) {
            rest[c] = seen[c].clone();
            for (int e = 0; e < rest[c].length; e++) {
                rest[c][e] -= base[c][e];
            }
        }
        return rest;
    }

    // Within the bounds of claims: what a liar says of itself moves its row mean and its likes as well.
    private static double[][] blend(
            double[][] base, double[][] rest, double[][] likes, double[] fresh, ClaimedFitnessBound bounds) {
        for (int c = 0; c < base.length; c++) {
            double trust = TRUST * fresh[c];
            for (int e = 0; e < base[c].length; e++) {
                double own = Double.isNaN(rest[c][e]) ? likes[c][e] : rest[c][e];
                double value = base[c][e] + trust * own + (1 - trust) * likes[c][e];
                base[c][e] = Math.max(0, Math.min(1, bounds.within(e, value)));
            }
        }
        return base;
    }
}
