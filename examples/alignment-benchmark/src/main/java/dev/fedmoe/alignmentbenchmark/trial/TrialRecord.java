package dev.fedmoe.alignmentbenchmark.trial;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;

/**
 * One run.
 *
 * @param tookSeconds by the clock on the wall
 */
public record TrialRecord(String regime, String contender, int seed, double tookSeconds, List<RoundMeasures> rounds) {
    public TrialRecord {
        rounds = List.copyOf(rounds);
    }

    public RoundMeasures last() {
        return rounds.get(rounds.size() - 1);
    }

    /** Index of the first round that reaches the target; empty when none does. */
    public OptionalInt reaches(ToDoubleFunction<RoundMeasures> measure, double target) {
        for (int i = 0; i < rounds.size(); i++) {
            if (measure.applyAsDouble(rounds.get(i)) >= target) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }
}
