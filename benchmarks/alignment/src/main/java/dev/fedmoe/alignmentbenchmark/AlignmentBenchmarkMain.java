package dev.fedmoe.alignmentbenchmark;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** Starts the command. */
public final class AlignmentBenchmarkMain {
    private AlignmentBenchmarkMain() {}

    public static void main(String[] args) {
        System.exit(commandLine(
                        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                        new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .execute(args));
    }

    static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        return new CommandLine(new BenchmarkCommand())
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler(new BenchmarkFailures());
    }
}
