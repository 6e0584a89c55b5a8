package dev.fedmoe.benchmarks.policies;

import dev.fedmoe.benchmarks.policies.experiment.Experiment;
import dev.fedmoe.benchmarks.policies.experiment.ExperimentFile;
import dev.fedmoe.local.data.ImageDataset;
import dev.fedmoe.local.input.BadInputException;
import dev.fedmoe.worker.data.Dataset;
import dev.fedmoe.worker.data.SampleShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** An experiment that trains in moments, on images whose class is the row that is bright. */
public final class TinyExperiment {
    public static final String YAML =
            """
            name: Tiny
            data: Fashion-MNIST
            clients: 6
            groups: 2
            skew: {dirichlet: 1}
            capacity: [1, 2]
            participation: 0.5
            rounds: 3
            seeds: [5]
            objective: Personalized
            policies: [Random, CompletedFitness 0.5]
            targets: {G: [0.01], P: [0.01, 1]}
            model: {experts: 3, topK: 2, hidden: 8, expertHidden: 8}
            training: {localSteps: 4, batchSize: 8, learningRate: 0.1, momentum: 0.9}
            testSet: {global: 40, personal: 10}
            speed: {samplesPerSecond: [100, 400], downMbit: [10, 40], upMbit: [2, 8]}
            """;

    private static final int CLASSES = 4;

    private TinyExperiment() {}

    public static Experiment experiment(Path folder) throws BadInputException, IOException {
        return ExperimentFile.read(Files.writeString(folder.resolve("tiny.yaml"), YAML));
    }

    public static ImageDataset images(int side) {
        return new ImageDataset("Rows", samples(400, side, 1), samples(200, side, 2));
    }

    private static Dataset samples(int count, int side, long seed) {
        var random = new Random(seed);
        var values = new byte[count * side * side];
        var labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = i % CLASSES;
            for (int p = 0; p < side * side; p++) {
                values[i * side * side + p] = (byte) (random.nextInt(60) + (p / side == labels[i] ? 150 : 0));
            }
        }
        return Dataset.ofBytes(values, labels, new SampleShape(List.of(1, side, side), CLASSES));
    }
}
