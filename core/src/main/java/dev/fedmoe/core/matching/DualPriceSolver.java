package dev.fedmoe.core.matching;

import java.util.EnumSet;
import java.util.Set;

/**
 * The fast solver: prices are searched first, at which what rows like best nearly keeps the bounds, then shortest paths move the
 * few rows that are over. Several threads may share it.
 */
public final class DualPriceSolver implements MatchingSolver {
    private final Set<SolverAccelerator> accelerators;

    /** With all accelerators. */
    public DualPriceSolver() {
        this(EnumSet.allOf(SolverAccelerator.class));
    }

    /** With some of the accelerators, to measure what the others buy; the matching is the same. */
    public DualPriceSolver(Set<SolverAccelerator> accelerators) {
        this.accelerators = Set.copyOf(accelerators);
    }

    @Override
    public Matching solve(MatchingProblem problem) {
        return incremental(problem).match();
    }

    @Override
    public Matching solve(MatchingProblem problem, double[] startPrices) {
        return incremental(problem).match(startPrices);
    }

    /** For a problem whose rows will change. */
    public IncrementalMatcher incremental(MatchingProblem problem) {
        return new IncrementalMatcher(problem, accelerators);
    }
}
