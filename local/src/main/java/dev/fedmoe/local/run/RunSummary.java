package dev.fedmoe.local.run;

import dev.fedmoe.local.plan.RunOptions;
import dev.fedmoe.local.report.AssignedExpert;
import dev.fedmoe.local.report.ClientRow;
import dev.fedmoe.local.report.RoundRow;
import dev.fedmoe.local.report.RunRecord;
import dev.fedmoe.local.terminal.DurationFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The last lines of a run: what came out, what it cost, why, and what to try next. */
final class RunSummary {
    private static final int CLIENTS_SHOWN = 3;
    private static final double MIB = 1 << 20;

    private RunSummary() {}

    /**
     * Lines of a finished run.
     *
     * @param others to compare with, by folder or file name
     * @param testSamples images behind G
     */
    static List<String> of(RunRecord run, Map<String, RunRecord> others, int testSamples, Places places) {
        var lines = new ArrayList<String>();
        lines.add("Finished  " + finished(run, testSamples));
        lines.add("Load      " + load(run));
        memory(run).ifPresent(text -> lines.add("Memory    " + text));
        lines.addAll(compared(run, others));
        lines.addAll(why(run, places));
        lines.add("Model     " + places.model() + "   Report  " + places.report());
        lines.add("Next      " + places.next());
        return lines;
    }

    /**
     * What the summary points at.
     *
     * @param explain command that explains a round, without its number
     */
    record Places(String model, String report, String explain, String next) {
        static Places of(Path root, RunOptions wishes, String policy) {
            String where = wishes.runs().equals(Path.of("runs")) ? "" : " --runs " + wishes.runs();
            String manifests = wishes.manifests().stream().map(Path::toString).collect(Collectors.joining(" "));
            String other = policy.equals("Random") ? "Greedy" : "Random";
            return new Places(
                    root.resolve("model.safetensors").toString(),
                    root.resolve("report.html").toString(),
                    "local/run explain --run " + root.getFileName() + where,
                    "compare with " + other.toLowerCase(Locale.ROOT) + " alignment: local/run " + manifests
                            + " --policy " + other + where);
        }
    }

    private static String finished(RunRecord run, int testSamples) {
        int rounds = run.rows().size();
        var text = new StringBuilder(rounds + " rounds in " + DurationFormat.rough(seconds(run.seconds())) + ".");
        newest(run.rows(), row -> row.accuracy().global())
                .ifPresent(row -> text.append(String.format(
                        Locale.ROOT,
                        " G %s on %,d test images%s",
                        accuracy(row.accuracy().global()),
                        testSamples,
                        of(row, rounds))));
        newest(run.rows(), row -> row.accuracy().personal())
                .ifPresent(row -> text.append(String.format(
                        Locale.ROOT,
                        "; P %s over %d clients%s",
                        accuracy(row.accuracy().personal()),
                        run.clients().size(),
                        worst(run, of(row, rounds)))));
        return text.append('.').toString().replace("..", ".");
    }

    /** Says so when a figure is older than the model. */
    private static String of(RoundRow row, int rounds) {
        return row.round() == rounds ? "" : " (round " + row.round() + ")";
    }

    private static String worst(RunRecord run, String round) {
        return run.clients().stream().mapToDouble(ClientRow::personal).filter(p -> !Double.isNaN(p)).min().stream()
                        .mapToObj(p -> " (worst " + accuracy(p) + ")")
                        .collect(Collectors.joining())
                + round;
    }

    private static String load(RunRecord run) {
        List<RoundRow> rows = run.rows();
        if (rows.isEmpty()) {
            return "none: no round was committed.";
        }
        RoundRow last = rows.get(rows.size() - 1);
        var shares =
                last.load().shares().stream().mapToDouble(Double::doubleValue).summaryStatistics();
        long moved = rows.stream()
                .mapToLong(row -> row.traffic().downBytes() + row.traffic().upBytes())
                .sum();
        long whole =
                rows.stream().mapToLong(row -> row.traffic().wholeModelBytes()).sum();
        return String.format(
                Locale.ROOT,
                "%.3f … %.3f per expert (CV %.2f). Traffic %s; whole models would have been %s.",
                shares.getMin(),
                shares.getMax(),
                last.load().variation(),
                bytes(moved),
                bytes(whole));
    }

    private static List<String> compared(RunRecord run, Map<String, RunRecord> others) {
        var lines = new ArrayList<String>();
        others.forEach((name, other) -> {
            int rounds = Math.min(run.rows().size(), other.rows().size());
            if (rounds > 0 && other.setting().differsInPolicyAlone(run.setting())) {
                lines.add((lines.isEmpty() ? "Compare   " : "          ") + compared(name, other, rounds));
            }
        });
        return lines;
    }

    private static String compared(String name, RunRecord run, int rounds) {
        var rows = run.rows().subList(0, rounds);
        return String.format(
                Locale.ROOT,
                "%s after %d rounds: G %s, P %s, load CV %.2f (%s).",
                run.setting().policy(),
                rounds,
                figure(rows, row -> row.accuracy().global()),
                figure(rows, row -> row.accuracy().personal()),
                rows.get(rounds - 1).load().variation(),
                name);
    }

    private static String figure(List<RoundRow> rows, ToDoubleFunction<RoundRow> figure) {
        return newest(rows, figure)
                .map(row -> accuracy(figure.applyAsDouble(row)))
                .orElse("unknown");
    }

    private static Optional<String> memory(RunRecord run) {
        LongSummaryStatistics workers = run.memoryBytes().entrySet().stream()
                .filter(process -> process.getKey().startsWith("worker"))
                .mapToLong(Map.Entry::getValue)
                .summaryStatistics();
        Long coordinator = run.memoryBytes().get("coordinator");
        if (coordinator == null || workers.getCount() == 0) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "coordinator %.0f MiB, workers %.0f … %.0f MiB.",
                coordinator / MIB,
                workers.getMin() / MIB,
                workers.getMax() / MIB));
    }

    private static List<String> why(RunRecord run, Places places) {
        var lines = new ArrayList<String>();
        if (run.lastPlan().isEmpty()) {
            return lines;
        }
        int round = run.rows().get(run.rows().size() - 1).round();
        var byClient = run.lastPlan().stream().collect(Collectors.groupingBy(AssignedExpert::client));
        byClient.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey()))
                .limit(CLIENTS_SHOWN)
                .forEach(entry -> lines.add((lines.isEmpty() ? "Why       " : "          ")
                        + why(entry.getKey(), entry.getValue(), round)));
        lines.add("          More: " + places.explain() + " --round " + round);
        return lines;
    }

    private static String why(String client, List<AssignedExpert> choices, int round) {
        String experts = choices.stream().map(c -> Integer.toString(c.expert())).collect(Collectors.joining(", "));
        String reasons =
                choices.stream().map(c -> c.expert() + " " + c.reason()).collect(Collectors.joining(", "));
        return "client " + client + " trained " + experts + " in round " + round + ": " + reasons + ".";
    }

    private static Optional<RoundRow> newest(List<RoundRow> rows, ToDoubleFunction<RoundRow> figure) {
        return rows.stream()
                .filter(row -> !Double.isNaN(figure.applyAsDouble(row)))
                .reduce((earlier, later) -> later);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    private static String accuracy(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static String bytes(long bytes) {
        return bytes < 1_000_000 ? bytes / 1000 + " kB" : Math.round(bytes / 1e6) + " MB";
    }
}
