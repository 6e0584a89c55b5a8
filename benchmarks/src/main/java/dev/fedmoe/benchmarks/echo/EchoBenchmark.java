package dev.fedmoe.benchmarks.echo;

import dev.fedmoe.protocol.client.LinkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the federation itself costs: worker processes return what they fetched plus a constant of their own. */
@Command(name = "echo", description = "Rounds of workers that train nothing, over TLS. Prints one JSON line.")
public final class EchoBenchmark implements Callable<Integer> {
    private static final double MIB = 1 << 20;

    @Mixin
    private EchoOptions options = new EchoOptions(1, 10);

    @Option(names = "--sleep-ms", defaultValue = "0", description = "In place of training. Default: ${DEFAULT-VALUE}")
    private long sleepMillis;

    @Option(names = "--folder", description = "For volume and logs. Default: a new temporary folder.")
    private @Nullable Path folder;

    @Override
    public Integer call() throws IOException, InterruptedException, LinkException {
        Path place = folder == null ? Files.createTempDirectory("echo") : Files.createDirectories(folder);
        var result = new EchoRun(options.model(), sleepMillis, place).run();
        print(result, options.figures(result));
        return result.correct() ? 0 : 1;
    }

    private void print(EchoRun.Result result, EchoFigures figures) {
        double all = figures.seconds();
        double round = all / options.rounds();
        options.print(
                "{\"clients\":%d,\"model_mb\":%d,\"rounds\":%d,\"sleep_ms\":%d,\"all_rounds_s\":%.3f,\"round_s\":%.4f,"
                        + "\"overhead_s\":%.4f,\"MB_per_s\":%.1f,\"cpu_s_per_round\":%.3f,\"turnaround_ms\":%.1f,"
                        + "\"coordinator_peak_mib\":%.0f,\"worker_peak_mib\":%.0f,\"correct\":%b}",
                options.clients(),
                options.modelMb(),
                options.rounds(),
                sleepMillis,
                all,
                round,
                round - sleepMillis / 1e3,
                2.0 * options.clients() * options.modelMb() * MIB / 1e6 / round,
                figures.cpuSecondsPerRound(),
                figures.turnaroundMillis(),
                result.coordinatorPeakBytes() / MIB,
                figures.workerPeakBytes() / MIB,
                result.correct());
    }
}
