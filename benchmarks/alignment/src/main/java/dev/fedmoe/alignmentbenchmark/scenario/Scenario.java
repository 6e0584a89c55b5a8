package dev.fedmoe.alignmentbenchmark.scenario;

import dev.fedmoe.alignmentbenchmark.experiment.Experiment;
import dev.fedmoe.local.data.ImageDataset;
import dev.fedmoe.local.input.BadInputException;
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
public record Scenario(List<ScenarioClient> clients, List<Dataset> exams, SampleShape shape) {
    public static final String SAMPLES = "samples.idx";
    public static final String LABELS = "labels.idx";

    /** As in Li et al., https://arxiv.org/abs/2102.02079: a deal that leaves a client with less is drawn again. */
    private static final int FEWEST_SAMPLES = 20;

    private static final int DEALS = 1000;

    public Scenario {
        clients = List.copyOf(clients);
        exams = List.copyOf(exams);
    }

    public static Scenario of(ImageDataset data, Experiment regime, long seed) throws BadInputException {
        var crowd = regime.crowd();
        var random = new Random(seed);
        var shape = data.train().shape();
        var names = IntStream.range(0, crowd.clients())
                .mapToObj("client-%04d"::formatted)
                .toList();
        List<int[]> parts = deal(data, regime, names, random);
        var concepts = LabelConcepts.draw(crowd.groups(), shape.classes(), random);
        var train = spoken(data.train(), concepts);
        var test = spoken(data.test(), concepts);
        var pool = new TestSetSampler(data.test(), random);
        var clients = new ArrayList<ScenarioClient>();
        for (int c = 0; c < names.size(); c++) {
            int group = c % concepts.groups();
            int slots = crowd.leastSlots() + random.nextInt(crowd.mostSlots() - crowd.leastSlots() + 1);
            int[] exam = pool.draw(regime.exam().personal(), histogram(data.train(), parts.get(c)));
            clients.add(new ScenarioClient(
                    names.get(c),
                    group,
                    slots,
                    train.get(group).select(parts.get(c)),
                    test.get(group).select(exam),
                    ClientSpeed.draw(regime.speed(), random)));
        }
        return new Scenario(
                clients, exams(pool, data.test(), test, regime.exam().global()), shape);
    }

    /** Writes a folder for each client, as a worker reads it. */
    public void write(Path folder) throws IOException {
        for (ScenarioClient client : clients) {
            Path own = Files.createDirectories(folder.resolve(client.name()));
            IdxWriter.write(client.samples(), own.resolve(SAMPLES), own.resolve(LABELS));
        }
    }

    private static List<int[]> deal(ImageDataset data, Experiment regime, List<String> names, Random random)
            throws BadInputException {
        int[] labels = data.trainLabels();
        for (int i = 0; i < DEALS; i++) {
            var parts = attempt(labels, regime, names, random.nextLong());
            if (parts.stream().allMatch(part -> part.length >= FEWEST_SAMPLES) && !parts.isEmpty()) {
                return parts;
            }
        }
        throw new BadInputException(
                "clients is " + names.size() + ": in " + DEALS + " deals of " + labels.length + " samples ("
                        + regime.crowd().skew().description() + ") some client had fewer than " + FEWEST_SAMPLES
                        + " each time. Maybe have fewer clients or less skew.");
    }

    /** None when a client would have nothing at all. */
    private static List<int[]> attempt(int[] labels, Experiment regime, List<String> names, long seed) {
        try {
            return regime.crowd().skew().deal(labels, names, seed);
        } catch (BadInputException unlucky) {
            return List.of();
        }
    }

    private static List<Dataset> spoken(Dataset samples, LabelConcepts concepts) {
        return IntStream.range(0, concepts.groups())
                .mapToObj(g -> samples.relabelled(label -> concepts.name(g, label)))
                .toList();
    }

    private static List<Dataset> exams(TestSetSampler pool, Dataset test, List<Dataset> spoken, int samples) {
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
