package dev.fedmoe.core.matching;

/**
 * What makes {@link DualPriceSolver} fast and could be left out without changing what it finds. docs/algorithms/matching.md says
 * what each one buys.
 */
public enum SolverAccelerator {
    /** Newton's method on the dual before the repair: {@link DualNewtonSearch}. */
    PRICE_SEARCH,
    /** A Newton step knows which columns compete for the same rows, instead of treating each alone: {@link DemandLaplacian}. */
    COUPLED_STEP,
    /** A step that goes too far is solved again with a ridge, instead of being cut at the limit. Levenberg 1944, Marquardt 1963. */
    DAMPED_STEP,
    /** The search starts from the prices of a sample of the rows: {@link StartingPrices}. */
    SAMPLED_START,
    /** The sample's search starts from each column's quantile of worth: {@link StartingPrices}. */
    QUANTILE_START,
    /** One shortest-path search serves all columns with too many rows, instead of one path: {@link ShortestPathRepair}. */
    PATH_FOREST
}
