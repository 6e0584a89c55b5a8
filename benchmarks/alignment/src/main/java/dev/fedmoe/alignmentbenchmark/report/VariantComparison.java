package dev.fedmoe.alignmentbenchmark.report;

import dev.fedmoe.alignmentbenchmark.experiment.Experiment;
import dev.fedmoe.alignmentbenchmark.experiment.Variant;
import dev.fedmoe.alignmentbenchmark.trial.RoundMeasures;
import dev.fedmoe.alignmentbenchmark.trial.TrialRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** What the runs of one regime say about its contenders. G and P are means of five rounds: a single round's swing by a tenth. */
record VariantComparison(Experiment regime, List<TrialRecord> trials) {
    private static final int WINDOW = 5;

    VariantComparison {
        trials = trials.stream()
                .filter(trial -> trial.regime().equals(regime.name()))
                .map(trial -> trial.smoothed(WINDOW))
                .toList();
    }

    /** One accuracy to reach. */
    record Target(String measure, ToDoubleFunction<RoundMeasures> of, double value) {
        @Override
        public String toString() {
            return measure + " " + value;
        }
    }

    /** Contenders with at least one run. */
    List<String> contenders() {
        return regime.goal().contenders().stream()
                .map(Variant::name)
                .filter(name -> !of(name).isEmpty())
                .toList();
    }

    List<TrialRecord> of(String contender) {
        return trials.stream()
                .filter(trial -> trial.contender().equals(contender))
                .toList();
    }

    List<Target> targets() {
        var targets = new ArrayList<Target>();
        regime.goal().global().forEach(value -> targets.add(new Target("G", RoundMeasures::global, value)));
        regime.goal().personal().forEach(value -> targets.add(new Target("P", RoundMeasures::personal, value)));
        return targets;
    }

    /** Of the rounds that reach the target first; of fewer runs than there are when some never do. */
    SeedSpread reached(String contender, Target target, ToDoubleFunction<RoundMeasures> figure) {
        return SeedSpread.of(of(contender).stream()
                .flatMap(trial ->
                        trial.reaches(target.of(), target.value()).stream().mapToObj(trial.rounds()::get))
                .map(figure::applyAsDouble)
                .toList());
    }

    SeedSpread last(String contender, ToDoubleFunction<RoundMeasures> figure) {
        return SeedSpread.of(of(contender).stream()
                .map(trial -> figure.applyAsDouble(trial.last()))
                .toList());
    }

    SeedSpread tookSeconds(String contender) {
        return SeedSpread.of(
                of(contender).stream().map(TrialRecord::tookSeconds).toList());
    }

    /** The mean over seeds, round by round. */
    List<Double> curve(String contender, ToDoubleFunction<RoundMeasures> figure) {
        return IntStream.range(0, regime.rounds())
                .mapToObj(round -> of(contender).stream()
                        .mapToDouble(
                                trial -> figure.applyAsDouble(trial.rounds().get(round)))
                        .average()
                        .orElse(0))
                .toList();
    }
}
