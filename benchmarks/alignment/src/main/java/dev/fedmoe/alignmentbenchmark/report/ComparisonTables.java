package dev.fedmoe.alignmentbenchmark.report;

import dev.fedmoe.alignmentbenchmark.report.VariantComparison.Target;
import dev.fedmoe.alignmentbenchmark.trial.RoundMeasures;
import java.util.ArrayList;
import java.util.List;

/** The two tables of a regime. */
record ComparisonTables(VariantComparison comparison) {
    private static final double BYTES_PER_MB = 1e6;

    /** Rounds to each target and the figures after the last round. */
    TextTable rounds() {
        var head = new ArrayList<>(List.of("policy", "seeds"));
        comparison.targets().forEach(target -> head.add("rounds to " + target));
        head.addAll(List.of("final G", "final P", "load CV", "run took, s"));
        var rows = new ArrayList<List<String>>();
        for (String contender : comparison.contenders()) {
            int seeds = comparison.of(contender).size();
            var row = new ArrayList<>(List.of(contender, String.valueOf(seeds)));
            comparison.targets().forEach(target -> row.add(rounds(contender, target)));
            row.add(comparison.last(contender, RoundMeasures::global).text(3));
            row.add(comparison.last(contender, RoundMeasures::personal).text(3));
            row.add(comparison.last(contender, RoundMeasures::loadCv).text(2));
            row.add(comparison.tookSeconds(contender).text(0));
            rows.add(row);
        }
        return new TextTable(head, rows);
    }

    /** Megabytes and simulated seconds to each target. */
    TextTable costs() {
        var head = new ArrayList<>(List.of("policy"));
        comparison.targets().forEach(target -> head.add("MB, s to " + target));
        var rows = new ArrayList<List<String>>();
        for (String contender : comparison.contenders()) {
            var row = new ArrayList<>(List.of(contender));
            comparison.targets().forEach(target -> row.add(cost(contender, target)));
            rows.add(row);
        }
        return new TextTable(head, rows);
    }

    /** {@code 33 ± 4}, {@code 64 ± 2 (2 of 3)} when some runs never got there, {@code > 100} when none did. */
    private String rounds(String contender, Target target) {
        SeedSpread reached = comparison.reached(contender, target, RoundMeasures::round);
        int runs = comparison.of(contender).size();
        if (reached.count() == 0) {
            return "> " + comparison.regime().rounds();
        }
        return reached.text(0) + (reached.count() < runs ? " (" + reached.count() + " of " + runs + ")" : "");
    }

    private String cost(String contender, Target target) {
        SeedSpread megabytes = comparison.reached(contender, target, round -> round.bytes() / BYTES_PER_MB);
        SeedSpread seconds = comparison.reached(contender, target, RoundMeasures::seconds);
        return megabytes.count() == 0 ? "–" : megabytes.text(0) + ", " + seconds.text(0);
    }
}
