package dev.fedmoe.benchmarks.policies.report;

import dev.fedmoe.benchmarks.policies.experiment.Experiment;
import dev.fedmoe.benchmarks.policies.trial.RoundMeasures;
import dev.fedmoe.benchmarks.policies.trial.TrialRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Writes {@code report.html}, {@code tables.md} and {@code rounds.csv}, each with everything in it, and its plots as files. */
public final class ComparisonReport {
    private static final String STYLE =
            """
            body { font: 14px sans-serif; max-width: 1100px; margin: 2em auto; color: #222 }
            table { border-collapse: collapse; margin: 1em 0 } th, td { padding: .3em .7em; text-align: right }
            th:first-child, td:first-child { text-align: left } tr { border-bottom: 1px solid #ddd }
            svg { width: 49%; font-size: 12px }
            """;
    private static final String TERMS =
            "G: accuracy of the aggregated model, all experts, global gate, test samples in the proportions of all. "
                    + "P: mean over the clients of accuracy on their own distribution with the experts they hold. "
                    + "Both are means of five rounds, for those of one round swing. "
                    + "Mean ± standard deviation over the seeds; megabytes both ways, seconds simulated.";

    private ComparisonReport() {}

    /** The page's path. */
    public static Path write(Path folder, List<Experiment> experiments, List<TrialRecord> trials) throws IOException {
        Files.createDirectories(folder);
        var comparisons = experiments.stream()
                .map(experiment -> new VariantComparison(experiment, trials))
                .toList();
        Files.writeString(
                folder.resolve("tables.md"),
                comparisons.stream().map(ComparisonReport::markdown).collect(Collectors.joining("\n")));
        Files.writeString(folder.resolve("rounds.csv"), csv(trials));
        for (var comparison : comparisons) {
            String experiment = comparison.experiment().name();
            Files.writeString(
                    folder.resolve(experiment + "-G.svg"), global(comparison).file());
            Files.writeString(
                    folder.resolve(experiment + "-P.svg"), personal(comparison).file());
        }
        String page = comparisons.stream().map(ComparisonReport::section).collect(Collectors.joining());
        return Files.writeString(
                folder.resolve("report.html"),
                "<!doctype html><html lang='en'><meta charset='utf-8'><title>Alignment policies</title><style>" + STYLE
                        + "</style><h1>Alignment policies</h1><p>" + TERMS + "</p>" + page + "</html>\n");
    }

    private static String markdown(VariantComparison comparison) {
        var tables = new ComparisonTables(comparison);
        return "**" + title(comparison) + "**\n\n" + tables.rounds().markdown() + "\n"
                + tables.costs().markdown();
    }

    private static String section(VariantComparison comparison) {
        var tables = new ComparisonTables(comparison);
        return "<h2>" + HtmlEscape.text(title(comparison)) + "</h2>"
                + global(comparison).svg()
                + personal(comparison).svg()
                + tables.rounds().html() + tables.costs().html();
    }

    private static String title(VariantComparison comparison) {
        Experiment experiment = comparison.experiment();
        return String.format(
                Locale.ROOT,
                "Experiment %s: %s, %d clients, %s, %d concept%s, %d experts, capacity %d to %d, %.0f %% a round, %d rounds,"
                        + " seeds %s, objective %s",
                experiment.name(),
                experiment.data(),
                experiment.clients(),
                experiment.skew().split().description(),
                experiment.groups(),
                experiment.groups() == 1 ? "" : "s",
                experiment.model().experts(),
                experiment.capacity().fewest(),
                experiment.capacity().most(),
                100 * experiment.participation(),
                experiment.rounds(),
                experiment.seeds().stream().map(String::valueOf).collect(Collectors.joining(", ")),
                experiment.objective());
    }

    private static LinePlot global(VariantComparison comparison) {
        return plot(comparison, "G", RoundMeasures::global);
    }

    private static LinePlot personal(VariantComparison comparison) {
        return plot(comparison, "P", RoundMeasures::personal);
    }

    private static LinePlot plot(VariantComparison comparison, String title, ToDoubleFunction<RoundMeasures> figure) {
        var lines = new LinkedHashMap<String, List<Double>>();
        comparison.variants().forEach(name -> lines.put(name, comparison.curve(name, figure)));
        return new LinePlot(title + " over rounds", lines);
    }

    private static String csv(List<TrialRecord> trials) {
        var csv = new StringBuilder("experiment,policy,seed,round,G,P,loadCv,bytes,simulatedSeconds\n");
        for (TrialRecord trial : trials) {
            for (RoundMeasures round : trial.rounds()) {
                csv.append(String.format(
                        Locale.ROOT,
                        "%s,%s,%d,%d,%.4f,%.4f,%.4f,%d,%.1f%n",
                        trial.experiment(),
                        trial.variant(),
                        trial.seed(),
                        round.round(),
                        round.global(),
                        round.personal(),
                        round.loadCv(),
                        round.bytes(),
                        round.seconds()));
            }
        }
        return csv.toString();
    }
}
