package dev.fedmoe.benchmarks.echo;

import dev.fedmoe.protocol.client.LinkException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** From the last accepted upload of a round to the first task of the next: closing, folding, committing, aligning, opening. */
@Command(name = "turnaround", description = "Last accepted upload to next open round. Prints one JSON line.")
public final class TurnaroundBenchmark implements Callable<Integer> {
    @Option(names = "--clients", defaultValue = "8", description = "Worker processes. Default: ${DEFAULT-VALUE}")
    private int clients;

    @Option(names = "--model-mb", defaultValue = "4", description = "MiB of the model. Default: ${DEFAULT-VALUE}")
    private int modelMb;

    @Option(names = "--rounds", defaultValue = "11", description = "The middle one counts. Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException, LinkException {
        var model = new EchoModel(clients, modelMb, EchoBenchmark.WARM_UP + rounds + 1);
        var result = new EchoRun(model, 0, Files.createTempDirectory("turnaround")).run();
        var figures = new EchoFigures(result, EchoBenchmark.WARM_UP + 1, EchoBenchmark.WARM_UP + rounds);
        PrintWriter out = command.commandLine().getOut();
        out.println(String.format(
                Locale.ROOT,
                "{\"clients\":%d,\"model_mb\":%d,\"turnaround_ms\":%.1f,\"correct\":%b}",
                clients,
                modelMb,
                figures.turnaroundMillis(),
                result.correct()));
        out.flush();
        return result.correct() ? 0 : 1;
    }
}
