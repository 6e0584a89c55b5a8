package dev.fedmoe.core.alignment;

import dev.fedmoe.core.alignment.ChoiceExplanation.Alternative;
import dev.fedmoe.core.matching.PairWorth;
import org.jspecify.annotations.Nullable;

/** What it would have taken to get another expert: the best that a client does not hold against the worst that it does. */
final class CounterfactualChoice {
    private CounterfactualChoice() {}

    /**
     * Null when the client holds all.
     *
     * @param held what an expert is worth to the client that holds it
     * @param other what an expert would be worth to it in place of one it holds
     * @param fitness of a pair; NaN when it has no say
     */
    static @Nullable Alternative of(
            AssignmentBuilder board, int client, PairWorth held, PairWorth other, PairWorth fitness) {
        double worst = board.held(client).stream()
                .mapToDouble(e -> held.of(client, e))
                .min()
                .orElse(0);
        int best = -1;
        for (int e = 0; e < board.experts; e++) {
            if (!board.holds(client, e) && (best < 0 || other.of(client, e) > other.of(client, best))) {
                best = e;
            }
        }
        return best < 0
                ? null
                : new Alternative(best, fitness.of(client, best), Math.max(0, worst - other.of(client, best)));
    }
}
