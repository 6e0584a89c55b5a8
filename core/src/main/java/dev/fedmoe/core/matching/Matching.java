package dev.fedmoe.core.matching;

import java.util.List;

/** The best matching, and the prices that prove it. */
public final class Matching {
    private final int[][] held;
    private final double[] price;
    private final double[] value;
    private final Proof proof;
    private final Outcome outcome;

    Matching(int[][] held, double[] price, double[] value, Proof proof, Outcome outcome) {
        this.held = held;
        this.price = price;
        this.value = value;
        this.proof = proof;
        this.outcome = outcome;
    }

    /**
     * Sum of worth, and the bound that no matching within the bounds exceeds; in millionths. Equal: the matching is best.
     *
     * @param objective of the pairs taken
     * @param bound of the prices
     */
    public record Proof(long objective, long bound) {}

    /**
     * How it was found.
     *
     * @param bounds as kept
     * @param relaxations bounds that could not be kept, low ones first
     * @param paths rows moved in turn by the repair
     */
    public record Outcome(Bounds bounds, List<Relaxation> relaxations, int paths) {
        public Outcome {
            relaxations = List.copyOf(relaxations);
        }
    }

    /** Columns of a row, ascending. */
    public int[] held(int row) {
        return held[row].clone();
    }

    /**
     * What one row more is worth to a column: positive when it is held to its low bound, negative when it is held to its high
     * one, else 0. When every column is full, relative to the column that needs it most.
     */
    public double price(int column) {
        return price[column];
    }

    public double[] prices() {
        return price.clone();
    }

    /** Sum of worth and price over the row's columns. */
    public double value(int row) {
        return value[row];
    }

    public double objective() {
        return proof.objective() / Grid.MILLIONTHS;
    }

    public Proof proof() {
        return proof;
    }

    public Outcome outcome() {
        return outcome;
    }
}
