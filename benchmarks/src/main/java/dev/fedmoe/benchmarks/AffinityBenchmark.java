package dev.fedmoe.benchmarks;

import dev.fedmoe.core.fitness.AffinityMatrix;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

    @Mixin
    private RepeatOptions options = new RepeatOptions(15);

    @Override
    public Integer call() {
        var table = SyntheticUpdates.ofGroups(clients, experts);
        var updates = SyntheticUpdates.updates(Math.min(participants, clients), experts);
        var learn = new double[options.repeats()];
        var centres = new double[options.repeats()];
        var client = new double[options.repeats()];
        for (int i = 0; i < options.repeats(); i++) {
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
        options.print(
                "{\"clients\":%d,\"experts\":%d,\"participants\":%d,\"learn_ms\":%s,\"centres_ms\":%s,\"a_client_ms\":%s}",
                clients,
                experts,
                updates.size(),
                MeasurementSpread.of(learn),
                MeasurementSpread.of(centres),
                MeasurementSpread.of(client));
        return 0;
    }
}
