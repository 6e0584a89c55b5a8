package dev.fedmoe.benchmarks.policies.scenario;

import dev.fedmoe.benchmarks.policies.experiment.Experiment;
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
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The clients of an experiment and the test samples for G, a part for each group in its words. The same experiment, data and seed give
 * the same scenario, whatever the policy.
 */
public record Scenario(List<ScenarioClient> clients, List<Dataset> testSets, SampleShape shape) {
    public static final String SAMPLES = "samples.idx";
    public static final String LABELS = "labels.idx";

    /** As in Li et al., https://arxiv.org/abs/2102.02079: a deal that leaves a client with less is drawn again. */
    private static final int FEWEST_SAMPLES = 20;

    private static final int DEALS = 1000;

    public Scenario {
        clients = List.copyOf(clients);
        testSets = List.copyOf(testSets);
    }

    public static Scenario of(ImageDataset data, Experiment experiment, long seed) throws BadInputException {
        var capacity = experiment.capacity();
        var random = new Random(seed);
        var shape = data.train().shape();
        var names = IntStream.range(0, experiment.clients())
                .mapToObj(client -> String.format(Locale.ROOT, "client-%04d", client))
                .toList();
        List<int[]> parts = deal(data, experiment, names, random);
        var concepts = LabelConcepts.draw(experiment.groups(), shape.classes(), random);
        var train = renamed(data.train(), concepts);
        var test = renamed(data.test(), concepts);
        var pool = new TestSetSampler(data.test(), random);
        var clients = new ArrayList<ScenarioClient>();
        for (int c = 0; c < names.size(); c++) {
            int group = c % concepts.groups();
            int slots = capacity.fewest() + random.nextInt(capacity.most() - capacity.fewest() + 1);
            int[] testSet = pool.draw(experiment.testSet().personal(), histogram(data.train(), parts.get(c)));
            clients.add(new ScenarioClient(
                    names.get(c),
                    group,
                    slots,
                    train.get(group).select(parts.get(c)),
                    test.get(group).select(testSet),
                    ClientSpeed.draw(experiment.speed(), random)));
        }
        return new Scenario(
                clients, testSets(pool, data.test(), test, experiment.testSet().global()), shape);
    }

    /** Writes a folder for each client, as a worker reads it. */
    public void write(Path folder) throws IOException {
        for (ScenarioClient client : clients) {
            Path own = Files.createDirectories(folder.resolve(client.name()));
            IdxWriter.write(client.samples(), own.resolve(SAMPLES), own.resolve(LABELS));
        }
    }

    private static List<int[]> deal(ImageDataset data, Experiment experiment, List<String> names, Random random)
            throws BadInputException {
        int[] labels = data.trainLabels();
        for (int i = 0; i < DEALS; i++) {
            var parts = attempt(labels, experiment, names, random.nextLong());
            if (parts.stream().allMatch(part -> part.length >= FEWEST_SAMPLES) && !parts.isEmpty()) {
                return parts;
            }
        }
        throw new BadInputException(
                "clients is " + names.size() + ": in " + DEALS + " deals of " + labels.length + " samples ("
                        + experiment.skew().split().description() + ") some client had fewer than " + FEWEST_SAMPLES
                        + " each time. Maybe have fewer clients or less skew.");
    }

    /** None when a client would have nothing at all. */
    private static List<int[]> attempt(int[] labels, Experiment experiment, List<String> names, long seed) {
        try {
            return experiment.skew().split().deal(labels, names, seed);
        } catch (BadInputException unlucky) {
            return List.of();
        }
    }

    private static List<Dataset> renamed(Dataset samples, LabelConcepts concepts) {
        return IntStream.range(0, concepts.groups())
                .mapToObj(g -> samples.relabelled(label -> concepts.name(g, label)))
                .toList();
    }

    private static List<Dataset> testSets(TestSetSampler pool, Dataset test, List<Dataset> renamed, int samples) {
        int[] even = histogram(test, IntStream.range(0, test.size()).toArray());
        var testSets = new ArrayList<Dataset>();
        for (int g = 0; g < renamed.size(); g++) {
            int part = samples * (g + 1) / renamed.size() - samples * g / renamed.size();
            testSets.add(renamed.get(g).select(pool.draw(part, even)));
        }
        return testSets;
    }

    private static int[] histogram(Dataset samples, int[] positions) {
        var counts = new int[samples.shape().classes()];
        for (int position : positions) {
            counts[samples.label(position)]++;
        }
        return counts;
    }
}
