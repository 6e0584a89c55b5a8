package dev.fedmoe.local.split;

import dev.fedmoe.local.input.BadInputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Every client gets a fixed number of classes; a class is dealt evenly to those that have it. */
public record ShardSplit(int classesPerClient) implements DataSplit {
    @Override
    public List<int[]> deal(int[] labels, List<String> clients, long seed) throws BadInputException {
        var random = new Random(seed);
        SamplesByClass classes = SamplesByClass.of(labels, random);
        if (classesPerClient < 1 || classesPerClient > classes.count()) {
            throw new BadInputException("--shards " + classesPerClient + ": the data has " + classes.count()
                    + " classes. Maybe use 1 to " + classes.count() + ".");
        }
        var takers = takers(classes.count(), clients.size(), random);
        var shares = new double[classes.count()][clients.size()];
        for (int k = 0; k < shares.length; k++) {
            for (int client : takers.get(k)) {
                shares[k][client] = 1.0 / takers.get(k).size();
            }
        }
        return DataSplit.withoutEmpty(
                classes.deal(shares, clients.size()), clients, "Maybe use more --shards or fewer clients.");
    }

    /** Each client in turn takes the classes fewest have taken so far; ties by chance. */
    private List<List<Integer>> takers(int classes, int clients, Random random) {
        List<List<Integer>> takers = IntStream.range(0, classes)
                .<List<Integer>>mapToObj(k -> new ArrayList<>())
                .toList();
        for (int client = 0; client < clients; client++) {
            int taker = client;
            int[] order = RandomShuffle.range(classes, random);
            IntStream.of(order)
                    .boxed()
                    .sorted(Comparator.comparingInt(k -> takers.get(k).size()))
                    .limit(classesPerClient)
                    .toList()
                    .forEach(k -> takers.get(k).add(taker));
        }
        return takers;
    }

    @Override
    public String description() {
        return classesPerClient == 1 ? "1 class a client" : classesPerClient + " classes a client";
    }
}
