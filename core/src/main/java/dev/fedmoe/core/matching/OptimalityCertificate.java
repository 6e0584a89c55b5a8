package dev.fedmoe.core.matching;

import dev.fedmoe.core.matching.Matching.Proof;

/**
 * Proves a matching best by linear programming duality: its worth is compared with the dual objective of the prices, which by
 * weak duality no matching within the bounds exceeds. Both sums are exact. Schrijver, Combinatorial Optimization, 2003, ch. 17.
 */
final class OptimalityCertificate {
    private final WeightTable weights;
    private final MatchedPairs pairs;
    private final long[] prices;

    OptimalityCertificate(WeightTable weights, MatchedPairs pairs, long[] prices) {
        this.weights = weights;
        this.pairs = pairs;
        this.prices = prices;
    }

    /**
     * Both objectives, in millionths.
     *
     * @throws IllegalStateException when they differ, which would be an error of the solver
     */
    Proof prove(DegreeBounds bounds) {
        var dual = weights.rows().collect(weights::emptySum, this::addBest, ExactSum::add);
        var primal = weights.rows().collect(weights::emptySum, this::addMatched, ExactSum::add);
        for (int e = 0; e < prices.length; e++) {
            dual.add(prices[e], bounds.binding(e, prices[e]));
        }
        var proof = new Proof(primal.millionths(), dual.millionths());
        if (proof.objective() != proof.bound()) {
            throw new IllegalStateException("the matching is worth " + proof.objective()
                    + " millionths, its prices allow " + proof.bound() + ": an error of the solver");
        }
        return proof;
    }

    private void addMatched(ExactSum sum, int row) {
        for (long weight : pairs.weights(row)) {
            sum.add(weight, 1);
        }
    }

    // A bound of what the row could have at the prices that is met only when no exchange of one column for another
    // gains anything.
    private void addBest(ExactSum sum, int row) {
        int[] held = pairs.columns(row);
        long least = Long.MAX_VALUE;
        for (int i = 0; i < held.length; i++) {
            long surplus = pairs.weights(row)[i] - prices[held[i]];
            least = Math.min(least, surplus);
            sum.add(surplus, 1);
        }
        long[] open = weights.open[row];
        long most = WeightTable.MATCHED;
        for (int e = 0; e < prices.length; e++) {
            most = Math.max(most, open[e] - prices[e]);
        }
        sum.add(held.length == 0 ? 0 : Math.max(0, most - least), 1);
    }
}
