package dev.fedmoe.core.matching;

import java.util.Arrays;
import java.util.List;

/** The best matching of a {@link MatchingProblem}, and the prices that prove it. */
public final class Matching {
    private final int[][] columns;
    private final double[] prices;
    private final double[] values;
    private final Proof proof;
    private final Outcome outcome;

    private Matching(int[][] columns, double[] prices, double[] values, Proof proof, Outcome outcome) {
        this.columns = columns;
        this.prices = prices;
        this.values = values;
        this.proof = proof;
        this.outcome = outcome;
    }

    /**
     * The sum of worth, and the bound that no matching within the bounds exceeds, in millionths: they are equal.
     *
     * @param objective of the pairs matched
     * @param bound of the prices
     */
    public record Proof(long objective, long bound) {}

    /**
     * How it was found.
     *
     * @param bounds as kept
     * @param relaxations bounds that could not be kept, low ones first
     * @param paths along which rows were moved to keep the bounds
     */
    public record Outcome(DegreeBounds bounds, List<BoundRelaxation> relaxations, int paths) {
        public Outcome {
            relaxations = List.copyOf(relaxations);
        }
    }

    /**
     * Proves and packs a result.
     *
     * @param prices what a column costs, in the table's unit
     * @throws IllegalStateException when the prices do not prove the pairs best
     */
    static Matching proven(WeightTable weights, MatchedPairs pairs, long[] prices, Outcome outcome) {
        var proof = new OptimalityCertificate(weights, pairs, prices).prove(outcome.bounds());
        int[][] columns = weights.rows()
                .mapToObj(row -> Arrays.stream(pairs.columns(row)).sorted().toArray())
                .toArray(int[][]::new);
        double[] values = weights.rows()
                .mapToDouble(row -> weights.worth(pairs.surplus(row, prices)))
                .toArray();
        double[] worth = Arrays.stream(prices)
                .mapToDouble(price -> -weights.worth(price))
                .toArray();
        return new Matching(columns, worth, values, proof, outcome);
    }

    /** Columns that a row is matched with, ascending. */
    public int[] columnsOf(int row) {
        return columns[row].clone();
    }

    /**
     * What one row more is worth to a column, in the unit of worth: positive when it is held to its low bound, negative when it is
     * held to its high one, else 0. When every column is full, relative to the column that needs it most.
     */
    public double price(int column) {
        return prices[column];
    }

    /** Of all columns. */
    public double[] prices() {
        return prices.clone();
    }

    /** The sum of worth and price over the row's columns. */
    public double value(int row) {
        return values[row];
    }

    /** The sum of worth over all pairs, exact to a millionth. */
    public double objective() {
        return proof.objective() / WeightTable.MILLIONTHS;
    }

    public Proof proof() {
        return proof;
    }

    public Outcome outcome() {
        return outcome;
    }
}
