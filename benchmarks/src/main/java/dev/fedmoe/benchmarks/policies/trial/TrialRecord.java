package dev.fedmoe.benchmarks.policies.trial;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * One run.
 *
 * @param circumstances as the experiment had them: a run under others is no answer
 * @param tookSeconds by the clock on the wall
 */
public record TrialRecord(
        String experiment,
        String circumstances,
        String variant,
        int seed,
        double tookSeconds,
        List<RoundMeasures> rounds) {
    public TrialRecord {
        rounds = List.copyOf(rounds);
    }

    /** The same with each round's G and P replaced by the mean of the last {@code window} rounds, or of as many as there are. */
    public TrialRecord smoothed(int window) {
        var means = IntStream.range(0, rounds.size())
                .mapToObj(i -> {
                    var last = rounds.subList(Math.max(0, i + 1 - window), i + 1);
                    return rounds.get(i).with(mean(last, RoundMeasures::global), mean(last, RoundMeasures::personal));
                })
                .toList();
        return new TrialRecord(experiment, circumstances, variant, seed, tookSeconds, means);
    }

    private static double mean(List<RoundMeasures> of, ToDoubleFunction<RoundMeasures> figure) {
        return of.stream().mapToDouble(figure).average().orElse(0);
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
