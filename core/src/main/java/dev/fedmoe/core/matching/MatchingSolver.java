package dev.fedmoe.core.matching;

/**
 * Solves a {@link MatchingProblem} exactly. The answer depends on the problem alone: the largest sum of worth and, of several
 * matchings that reach it, the one with the largest sum of ties. When bounds cannot be kept, low ones give way first, then high
 * ones, by no more than needed; which of several columns gives way beyond what the sums of bounds decide is the solver's choice.
 */
public interface MatchingSolver {
    /**
     * The best matching and its prices.
     *
     * @throws IllegalArgumentException when a worth is not finite, or too large to be summed exactly
     */
    Matching solve(MatchingProblem problem);

    /**
     * The same matching, perhaps sooner.
     *
     * @param startPrices one for each column, those of a similar problem: last round's, for instance
     */
    default Matching solve(MatchingProblem problem, double[] startPrices) {
        return solve(problem);
    }
}
