package dev.fedmoe.benchmarks.policies.report;

import dev.fedmoe.benchmarks.policies.experiment.Experiment;
import dev.fedmoe.benchmarks.policies.experiment.Variant;
import dev.fedmoe.benchmarks.policies.trial.RoundMeasures;
import dev.fedmoe.benchmarks.policies.trial.TrialRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** What the runs of one experiment say about its variants. G and P are means of five rounds: a single round's swing by a tenth. */
record VariantComparison(Experiment experiment, List<TrialRecord> trials) {
    private static final int WINDOW = 5;

    VariantComparison {
        trials = trials.stream()
                .filter(trial -> trial.experiment().equals(experiment.name()))
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

    /** Variants with at least one run. */
    List<String> variants() {
        return experiment.variants().stream()
                .map(Variant::name)
                .filter(name -> !of(name).isEmpty())
                .toList();
    }

    List<TrialRecord> of(String variant) {
        return trials.stream().filter(trial -> trial.variant().equals(variant)).toList();
    }

    List<Target> targets() {
        var targets = new ArrayList<Target>();
        experiment.targets().global().forEach(value -> targets.add(new Target("G", RoundMeasures::global, value)));
        experiment.targets().personal().forEach(value -> targets.add(new Target("P", RoundMeasures::personal, value)));
        return targets;
    }

    /** Of the rounds that reach the target first; of fewer runs than there are when some never do. */
    SeedSpread reached(String variant, Target target, ToDoubleFunction<RoundMeasures> figure) {
        return SeedSpread.of(of(variant).stream()
                .flatMap(trial ->
                        trial.reaches(target.of(), target.value()).stream().mapToObj(trial.rounds()::get))
                .map(figure::applyAsDouble)
                .toList());
    }

    SeedSpread last(String variant, ToDoubleFunction<RoundMeasures> figure) {
        return SeedSpread.of(of(variant).stream()
                .map(trial -> figure.applyAsDouble(trial.last()))
                .toList());
    }

    SeedSpread tookSeconds(String variant) {
        return SeedSpread.of(of(variant).stream().map(TrialRecord::tookSeconds).toList());
    }

    /** The mean over seeds, round by round. */
    List<Double> curve(String variant, ToDoubleFunction<RoundMeasures> figure) {
        return IntStream.range(0, experiment.rounds())
                .mapToObj(round -> of(variant).stream()
                        .mapToDouble(
                                trial -> figure.applyAsDouble(trial.rounds().get(round)))
                        .average()
                        .orElse(0))
                .toList();
    }
}
