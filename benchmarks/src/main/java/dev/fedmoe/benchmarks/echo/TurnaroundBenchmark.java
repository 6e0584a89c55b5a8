package dev.fedmoe.benchmarks.echo;

import dev.fedmoe.protocol.client.LinkException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures the time from the last accepted upload of a round to the first task of the next: closing, folding, committing, aligning, opening. */
@Command(name = "turnaround", description = "Last accepted upload to next open round. Prints one JSON line.")
public final class TurnaroundBenchmark implements Callable<Integer> {
    @Mixin
    private EchoOptions options = new EchoOptions(4, 11);

    @Override
    public Integer call() throws IOException, InterruptedException, LinkException {
        var result = new EchoRun(options.model(), 0, Files.createTempDirectory("turnaround")).run();
        options.print(
                "{\"clients\":%d,\"model_mb\":%d,\"turnaround_ms\":%.1f,\"correct\":%b}",
                options.clients(), options.modelMb(), options.figures(result).turnaroundMillis(), result.correct());
        return result.correct() ? 0 : 1;
    }
}
