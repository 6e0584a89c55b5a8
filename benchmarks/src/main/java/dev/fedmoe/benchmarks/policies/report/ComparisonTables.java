package dev.fedmoe.benchmarks.policies.report;

import dev.fedmoe.benchmarks.policies.report.VariantComparison.Target;
import dev.fedmoe.benchmarks.policies.trial.RoundMeasures;
import java.util.ArrayList;
import java.util.List;

/** The two tables of an experiment. */
record ComparisonTables(VariantComparison comparison) {
    private static final double BYTES_PER_MB = 1e6;

    /** Rounds to each target and the figures after the last round. */
    TextTable rounds() {
        var head = new ArrayList<>(List.of("policy", "seeds"));
        comparison.targets().forEach(target -> head.add("rounds to " + target));
        head.addAll(List.of("final G", "final P", "load CV", "run took, s"));
        var rows = new ArrayList<List<String>>();
        for (String variant : comparison.variants()) {
            int seeds = comparison.of(variant).size();
            var row = new ArrayList<>(List.of(variant, String.valueOf(seeds)));
            comparison.targets().forEach(target -> row.add(rounds(variant, target)));
            row.add(comparison.last(variant, RoundMeasures::global).text(3));
            row.add(comparison.last(variant, RoundMeasures::personal).text(3));
            row.add(comparison.last(variant, RoundMeasures::loadCv).text(2));
            row.add(comparison.tookSeconds(variant).text(0));
            rows.add(row);
        }
        return new TextTable(head, rows);
    }

    /** Megabytes and simulated seconds to each target. */
    TextTable costs() {
        var head = new ArrayList<>(List.of("policy"));
        comparison.targets().forEach(target -> head.add("MB, s to " + target));
        var rows = new ArrayList<List<String>>();
        for (String variant : comparison.variants()) {
            var row = new ArrayList<>(List.of(variant));
            comparison.targets().forEach(target -> row.add(cost(variant, target)));
            rows.add(row);
        }
        return new TextTable(head, rows);
    }

    /** {@code 33 ± 4}, {@code 64 ± 2 (2 of 3)} when some runs never got there, {@code > 100} when none did. */
    private String rounds(String variant, Target target) {
        SeedSpread reached = comparison.reached(variant, target, RoundMeasures::round);
        int runs = comparison.of(variant).size();
        if (reached.count() == 0) {
            return "> " + comparison.experiment().rounds();
        }
        return reached.text(0) + (reached.count() < runs ? " (" + reached.count() + " of " + runs + ")" : "");
    }

    private String cost(String variant, Target target) {
        SeedSpread megabytes = comparison.reached(variant, target, round -> round.bytes() / BYTES_PER_MB);
        SeedSpread seconds = comparison.reached(variant, target, RoundMeasures::seconds);
        return megabytes.count() == 0 ? "–" : megabytes.text(0) + ", " + seconds.text(0);
    }
}
