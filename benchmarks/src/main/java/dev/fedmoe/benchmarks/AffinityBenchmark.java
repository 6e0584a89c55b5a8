package dev.fedmoe.benchmarks;

import dev.fedmoe.core.fitness.AffinityMatrix;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How long it takes to learn where a round's updates point, to make the experts' centres, and to compare one client with them. */
@Command(name = "affinities", description = "Affinities of clients and experts, milliseconds. Prints one JSON line.")
public final class AffinityBenchmark implements Callable<Integer> {
    @Option(names = "--clients", defaultValue = "5000", description = "All of them known. Default: ${DEFAULT-VALUE}")
    private int clients;

    @Option(names = "--experts", defaultValue = "256", description = "Default: ${DEFAULT-VALUE}")
    private int experts;

    @Option(
            names = "--participants",
            defaultValue = "500",
            description = "Whose updates a round brings. Default: ${DEFAULT-VALUE}")
    private int participants;

    @Option(names = "--repeats", defaultValue = "15", description = "Default: ${DEFAULT-VALUE}")
    private int repeats;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() {
        var table = SyntheticUpdates.ofGroups(clients, experts);
        var updates = SyntheticUpdates.updates(Math.min(participants, clients), experts);
        var learn = new double[repeats];
        var centres = new double[repeats];
        var client = new double[repeats];
        for (int i = 0; i < repeats; i++) {
            long start = System.nanoTime();
            var learned = table.learn(updates);
            learn[i] = Stopwatch.milliseconds(start);
            start = System.nanoTime();
            var affinities = AffinityMatrix.of(learned);
            centres[i] = Stopwatch.milliseconds(start);
            start = System.nanoTime();
            updates.forEach(update -> affinities.of(update.client()));
            client[i] = Stopwatch.milliseconds(start) / updates.size();
        }
        PrintWriter out = command.commandLine().getOut();
        out.printf(
                "{\"clients\":%d,\"experts\":%d,\"participants\":%d,\"learn_ms\":%s,\"centres_ms\":%s,\"a_client_ms\":%s}%n",
                clients,
                experts,
                updates.size(),
                MeasurementSpread.of(learn),
                MeasurementSpread.of(centres),
                MeasurementSpread.of(client));
        out.flush();
        return 0;
    }
}
