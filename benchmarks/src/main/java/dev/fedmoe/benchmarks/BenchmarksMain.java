package dev.fedmoe.benchmarks;

import dev.fedmoe.benchmarks.echo.EchoBenchmark;
import dev.fedmoe.benchmarks.echo.TurnaroundBenchmark;
import dev.fedmoe.benchmarks.policies.PolicyComparison;
import dev.fedmoe.benchmarks.training.StepBenchmark;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Starts what produces docs/benchmarks.md: one subcommand a figure, each of which prints JSON, and the comparison of policies. */
@Command(
        name = "benchmarks/run",
        mixinStandardHelpOptions = true,
        subcommands = {
            AffinityBenchmark.class,
            AggregationBenchmark.class,
            EchoBenchmark.class,
            MatcherBenchmark.class,
            PlacementBenchmark.class,
            PolicyComparison.class,
            StepBenchmark.class,
            TurnaroundBenchmark.class
        },
        description = "Measures figures of docs/benchmarks.md.")
public final class BenchmarksMain {
    private BenchmarksMain() {}

    public static void main(String[] args) {
        System.exit(commandLine(
                        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                        new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .execute(args));
    }

    /** The whole command line, which writes to these. */
    static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        return new CommandLine(new BenchmarksMain())
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler(new BenchmarkFailures());
    }
}
