package dev.fedmoe.alignmentbenchmark.world;

import dev.fedmoe.alignmentbenchmark.regime.Regime;
import dev.fedmoe.local.data.ImageSet;
import dev.fedmoe.local.input.BadInput;
import dev.fedmoe.worker.data.Dataset;
import dev.fedmoe.worker.data.IdxWriter;
import dev.fedmoe.worker.data.SampleShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The clients of a regime and the test samples for G, a part for each group in its words. The same regime, data and seed give
 * the same world, whatever the policy.
 */
public record World(List<Client> clients, List<Dataset> exams, SampleShape shape) {
    public static final String SAMPLES = "samples.idx";
    public static final String LABELS = "labels.idx";

    /** As in Li et al., https://arxiv.org/abs/2102.02079: a deal that leaves a client with less is drawn again. */
    private static final int FEWEST_SAMPLES = 20;

    private static final int DEALS = 1000;

    public World {
        clients = List.copyOf(clients);
        exams = List.copyOf(exams);
    }

    public static World of(ImageSet data, Regime regime, long seed) throws BadInput {
        var crowd = regime.crowd();
        var random = new Random(seed);
        var shape = data.train().shape();
        var names = IntStream.range(0, crowd.clients())
                .mapToObj("client-%04d"::formatted)
                .toList();
        List<int[]> parts = deal(data, regime, names, random);
        var concepts = Concepts.draw(crowd.groups(), shape.classes(), random);
        var train = spoken(data.train(), concepts);
        var test = spoken(data.test(), concepts);
        var pool = new Exams(data.test(), random);
        var clients = new ArrayList<Client>();
        for (int c = 0; c < names.size(); c++) {
            int group = c % concepts.groups();
            int slots = crowd.leastSlots() + random.nextInt(crowd.mostSlots() - crowd.leastSlots() + 1);
            int[] exam = pool.draw(regime.exam().personal(), histogram(data.train(), parts.get(c)));
            clients.add(new Client(
                    names.get(c),
                    group,
                    slots,
                    train.get(group).select(parts.get(c)),
                    test.get(group).select(exam),
                    Speed.draw(regime.speed(), random)));
        }
        return new World(clients, exams(pool, data.test(), test, regime.exam().global()), shape);
    }

    /** Writes a folder for each client, as a worker reads it. */
    public void write(Path folder) throws IOException {
        for (Client client : clients) {
            Path own = Files.createDirectories(folder.resolve(client.name()));
            IdxWriter.write(client.samples(), own.resolve(SAMPLES), own.resolve(LABELS));
        }
    }

    private static List<int[]> deal(ImageSet data, Regime regime, List<String> names, Random random) throws BadInput {
        int[] labels = data.trainLabels();
        for (int i = 0; i < DEALS; i++) {
            var parts = attempt(labels, regime, names, random.nextLong());
            if (parts.stream().allMatch(part -> part.length >= FEWEST_SAMPLES) && !parts.isEmpty()) {
                return parts;
            }
        }
        throw new BadInput("clients is " + names.size() + ": in " + DEALS + " deals of " + labels.length + " samples ("
                + regime.crowd().skew().description() + ") some client had fewer than " + FEWEST_SAMPLES
                + " each time. Maybe have fewer clients or less skew.");
    }

    /** None when a client would have nothing at all. */
    private static List<int[]> attempt(int[] labels, Regime regime, List<String> names, long seed) {
        try {
            return regime.crowd().skew().deal(labels, names, seed);
        } catch (BadInput unlucky) {
            return List.of();
        }
    }

    private static List<Dataset> spoken(Dataset samples, Concepts concepts) {
        return IntStream.range(0, concepts.groups())
                .mapToObj(g -> samples.relabelled(label -> concepts.name(g, label)))
                .toList();
    }

    private static List<Dataset> exams(Exams pool, Dataset test, List<Dataset> spoken, int samples) {
        int[] even = histogram(test, IntStream.range(0, test.size()).toArray());
        var exams = new ArrayList<Dataset>();
        for (int g = 0; g < spoken.size(); g++) {
            int part = samples * (g + 1) / spoken.size() - samples * g / spoken.size();
            exams.add(spoken.get(g).select(pool.draw(part, even)));
        }
        return exams;
    }

    private static int[] histogram(Dataset samples, int[] positions) {
        var counts = new int[samples.shape().classes()];
        for (int position : positions) {
            counts[samples.label(position)]++;
        }
        return counts;
    }
}
