package dev.fedmoe.local;

import dev.fedmoe.worker.data.Dataset;
import dev.fedmoe.worker.data.IdxWriter;
import dev.fedmoe.worker.data.SampleShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A federation that trains in moments: 8×8 images, each class bright in rows of its own, two experts. */
final class TinyFederation {
    private static final int SIDE = 8;

    private TinyFederation() {}

    static void writeManifests(Path folder, int nodes) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve("job.yaml"),
                """
                apiVersion: fedmoe.dev/v1alpha1
                kind: EdgeClientPool
                metadata: {name: tiny}
                spec:
                  nodeSelector: {}
                  data: {claimName: "images-{node}"}
                  maxSlotsPerClient: 2
                ---
                apiVersion: fedmoe.dev/v1alpha1
                kind: FederatedMoEJob
                metadata: {name: tiny}
                spec:
                  poolRef: {name: tiny}
                  data: {format: idx, image: images.idx.gz, label: labels.idx.gz, shape: [1, 8, 8], classes: 4}
                  model: {architecture: mlp-moe, experts: 2, topK: 1, hidden: 16, expertHidden: 16}
                  training: {rounds: 2, localSteps: 8, batchSize: 8}
                  alignment: {seed: 7}
                """);
        Files.writeString(
                folder.resolve("nodes.yaml"),
                IntStream.rangeClosed(1, nodes)
                        .mapToObj(n ->
                                """
                                apiVersion: v1
                                kind: Node
                                metadata: {name: node-%d}
                                status: {allocatable: {cpu: "2", memory: 2Gi}}
                                """
                                        .formatted(n))
                        .collect(Collectors.joining("---\n")));
    }

    /** As many test images as training images. */
    static void writeImages(Path folder, int images, int classes) throws IOException {
        Files.createDirectories(folder);
        Dataset set = images(images, classes);
        IdxWriter.write(
                set, folder.resolve("train-images-idx3-ubyte.gz"), folder.resolve("train-labels-idx1-ubyte.gz"));
        IdxWriter.write(set, folder.resolve("t10k-images-idx3-ubyte.gz"), folder.resolve("t10k-labels-idx1-ubyte.gz"));
    }

    private static Dataset images(int images, int classes) {
        var random = new Random(3);
        var pixels = new byte[images * SIDE * SIDE];
        random.nextBytes(pixels);
        var labels = new int[images];
        for (int i = 0; i < images; i++) {
            labels[i] = i % classes;
            for (int x = 0; x < SIDE; x++) {
                pixels[(i * SIDE + labels[i]) * SIDE + x] = (byte) 255;
            }
        }
        return Dataset.ofBytes(pixels, labels, new SampleShape(List.of(1, SIDE, SIDE), Math.max(2, classes)));
    }
}
