package dev.fedmoe.core.alignment;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who trains what in a round, and why.
 *
 * @param assignments one per participant, ordered by name
 * @param prices E values: what one more slot for the expert is worth now, below 0 when more want it than may have it; 0 where a
 *     policy has no notion of it
 */
public record AlignmentPlan(List<Assignment> assignments, List<Double> prices) {
    public AlignmentPlan {
        assignments = List.copyOf(assignments);
        prices = List.copyOf(prices);
    }

    /** Every participant's experts, ascending. */
    public SortedMap<String, List<Integer>> experts() {
        var experts = new TreeMap<String, List<Integer>>();
        assignments.forEach(assignment -> experts.put(
                assignment.client(),
                assignment.choices().stream().map(Choice::expert).toList()));
        return experts;
    }

    /**
     * What one client trains.
     *
     * @param choices the client's experts ascending, at most its slots, none twice
     */
    public record Assignment(String client, List<Choice> choices) {
        public Assignment {
            choices = List.copyOf(choices);
        }
    }

    /**
     * One expert of a client.
     *
     * @param reason one clause with its numbers, for instance {@code fits it best (fitness 0.73)}
     * @param grounds the numbers themselves; null of policies that look at none
     */
    public record Choice(int expert, String reason, @Nullable ChoiceExplanation grounds) {
        public Choice(int expert, String reason) {
            this(expert, reason, null);
        }
    }
}
