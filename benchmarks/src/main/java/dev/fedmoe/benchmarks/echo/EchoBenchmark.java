package dev.fedmoe.benchmarks.echo;

import dev.fedmoe.protocol.client.LinkException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the federation itself costs: worker processes return what they fetched plus a constant of their own. */
@Command(name = "echo", description = "Rounds of workers that train nothing, over TLS. Prints one JSON line.")
public final class EchoBenchmark implements Callable<Integer> {
    static final int WARM_UP = 3;

    private static final double MIB = 1 << 20;

    @Option(names = "--clients", defaultValue = "8", description = "Worker processes. Default: ${DEFAULT-VALUE}")
    private int clients;

    @Option(names = "--model-mb", defaultValue = "1", description = "MiB of the model. Default: ${DEFAULT-VALUE}")
    private int modelMb;

    @Option(
            names = "--rounds",
            defaultValue = "10",
            description = "Measured rounds, after " + WARM_UP + " to warm up. Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(names = "--sleep-ms", defaultValue = "0", description = "In place of training. Default: ${DEFAULT-VALUE}")
    private long sleepMillis;

    @Option(names = "--folder", description = "For volume and logs. Default: a new temporary folder.")
    private @Nullable Path folder;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException, LinkException {
        Path place = folder == null ? Files.createTempDirectory("echo") : Files.createDirectories(folder);
        var model = new EchoModel(clients, modelMb, WARM_UP + rounds + 1);
        var result = new EchoRun(model, sleepMillis, place).run();
        var figures = new EchoFigures(result, WARM_UP + 1, WARM_UP + rounds);
        PrintWriter out = command.commandLine().getOut();
        out.println(json(result, figures));
        out.flush();
        return result.correct() ? 0 : 1;
    }

    private String json(EchoRun.Result result, EchoFigures figures) {
        double all = figures.seconds();
        double round = all / rounds;
        return String.format(
                Locale.ROOT,
                "{\"clients\":%d,\"model_mb\":%d,\"rounds\":%d,\"sleep_ms\":%d,\"all_rounds_s\":%.3f,\"round_s\":%.4f,"
                        + "\"overhead_s\":%.4f,\"MB_per_s\":%.1f,\"cpu_s_per_round\":%.3f,\"turnaround_ms\":%.1f,"
                        + "\"coordinator_peak_mib\":%.0f,\"worker_peak_mib\":%.0f,\"correct\":%b}",
                clients,
                modelMb,
                rounds,
                sleepMillis,
                all,
                round,
                round - sleepMillis / 1e3,
                2.0 * clients * modelMb * MIB / 1e6 / round,
                figures.cpuSecondsPerRound(),
                figures.turnaroundMillis(),
                result.coordinatorPeakBytes() / MIB,
                figures.workerPeakBytes() / MIB,
                result.correct());
    }
}
