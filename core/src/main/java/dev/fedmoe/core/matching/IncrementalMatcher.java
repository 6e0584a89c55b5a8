package dev.fedmoe.core.matching;

import dev.fedmoe.core.matching.Matching.Outcome;
import java.util.Arrays;
import java.util.Set;

/**
 * Keeps a matching and its exchange arcs, so that a few changed rows cost a few paths and not a matching from nothing. Made by
 * {@link DualPriceSolver#incremental}; not for several threads.
 */
public final class IncrementalMatcher {
    private final WeightTable weights;
    private final int[] capacities;
    private final DegreeBounds asked;
    private final TieBreak tieBreak;
    private final Set<SolverAccelerator> accelerators;
    private final MatchedPairs pairs;
    private final RowDemand demand;
    private ExchangeArcs arcs;
    private long[] prices;
    private boolean matched;

    IncrementalMatcher(MatchingProblem problem, Set<SolverAccelerator> accelerators) {
        capacities = problem.capacities();
        tieBreak = problem.tieBreak();
        asked = problem.bounds();
        this.accelerators = accelerators;
        weights = new WeightTable(problem);
        pairs = new MatchedPairs(weights);
        arcs = new ExchangeArcs(weights, pairs);
        demand = new RowDemand(weights, capacities);
        prices = new long[weights.columns];
    }

    /** All rows, without prices to begin with. */
    public Matching match() {
        return match(new double[weights.columns]);
    }

    /**
     * All rows, from the prices of a similar problem. They change how long it takes, not what comes out.
     *
     * @param startPrices one for each column, as {@link Matching#prices()} has them; all 0 for none
     */
    public Matching match(double[] startPrices) {
        if (startPrices.length != weights.columns) {
            throw new IllegalArgumentException(startPrices.length + " prices for " + weights.columns + " columns");
        }
        pairs.releaseAll();
        arcs = new ExchangeArcs(weights, pairs);
        long[] known =
                Arrays.stream(startPrices).mapToLong(p -> weights.weight(-p)).toArray();
        boolean warm = Arrays.stream(startPrices).anyMatch(p -> p != 0);
        var starting = new StartingPrices(weights, capacities, fittingBounds(), accelerators);
        var start = warm ? starting.from(known) : starting.fromNothing();
        prices = start.prices;
        pairs.matchAll(start.columns);
        matched = true;
        return repaired();
    }

    /**
     * Replaces a row; {@link #rematch} then mends what that upsets.
     *
     * @throws IllegalArgumentException when the capacities have doubled or the worth has grown so that sums would not be exact
     */
    public void change(int row, int capacity, PairWorth worth) {
        arcs.released(row);
        pairs.release(row);
        capacities[row] = capacity;
        weights.change(row, capacities, worth, tieBreak);
        if (matched) {
            pairs.match(row, demand.choose(row, prices));
            arcs.matched(row);
        }
    }

    /** After a few rows have changed: all others keep their columns unless a path leads over them. */
    public Matching rematch() {
        return matched ? repaired() : match();
    }

    private DegreeBounds fittingBounds() {
        return asked.fitting(weights.slots(capacities), capacities.length);
    }

    private Matching repaired() {
        var network = new ResidualNetwork(pairs, prices, fittingBounds(), weights.slots(capacities));
        int paths = new ShortestPathRepair(network, arcs, accelerators).repair();
        network.relaxBounds();
        prices = new ExtremalPrices(network, arcs).find();
        var outcome = new Outcome(network.bounds(), asked.relaxations(network.bounds()), paths);
        return Matching.proven(weights, pairs, prices, outcome);
    }
}
