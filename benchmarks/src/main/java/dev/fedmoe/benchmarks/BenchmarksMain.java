package dev.fedmoe.benchmarks;

import dev.fedmoe.benchmarks.echo.EchoBenchmark;
import dev.fedmoe.benchmarks.echo.TurnaroundBenchmark;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Each subcommand prints one JSON line. */
@Command(
        name = "benchmarks",
        mixinStandardHelpOptions = true,
        subcommands = {
            AffinityBenchmark.class,
            AggregationBenchmark.class,
            EchoBenchmark.class,
            MatcherBenchmark.class,
            PlacementBenchmark.class,
            StepBenchmark.class,
            TurnaroundBenchmark.class
        },
        description = "Measures one figure of docs/benchmarks.md and prints it as one JSON line.")
public final class BenchmarksMain {
    private BenchmarksMain() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new BenchmarksMain()).execute(args));
    }
}
