package dev.fedmoe.benchmarks;

import dev.fedmoe.core.fitness.AffinityTable;
import dev.fedmoe.core.fitness.UpdateSketch;
import dev.fedmoe.core.random.CounterRandom;
import java.util.List;
import java.util.stream.IntStream;

/** Made-up updates of clients in four groups: half of where each points is its group's. */
final class SyntheticUpdates {
    private static final int GROUPS = 4;

    private SyntheticUpdates() {}

    /** What is known after one round in which every client trained two experts. */
    static AffinityTable ofGroups(int clients, int experts) {
        return AffinityTable.empty(experts).learn(updates(clients, experts));
    }

    static List<AffinityTable.Update> updates(int clients, int experts) {
        return IntStream.range(0, clients)
                .mapToObj(c -> new AffinityTable.Update(name(c), sketch(c), List.of(c % experts, (c + 5) % experts)))
                .toList();
    }

    static String name(int client) {
        return "client-" + client;
    }

    private static UpdateSketch sketch(int client) {
        var own = CounterRandom.of(7, "client", client);
        var group = CounterRandom.of(7, "group", client % GROUPS);
        var sketch = new UpdateSketch.Builder();
        for (int i = 0; i < UpdateSketch.CELLS; i++) {
            sketch.add(i, own.unit(i) + group.unit(i) - 1);
        }
        return sketch.build();
    }
}
