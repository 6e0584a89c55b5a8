package dev.fedmoe.local.data;

import dev.fedmoe.local.input.BadInputException;
import dev.fedmoe.local.split.DataSplit;
import dev.fedmoe.worker.data.Dataset;
import dev.fedmoe.worker.data.IdxWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** One data set dealt out to clients, still in memory. */
public final class DataPartition {
    private final ImageDataset images;
    private final Map<String, int[]> parts;
    private final DataSplit split;
    private final long seed;

    private DataPartition(ImageDataset images, Map<String, int[]> parts, DataSplit split, long seed) {
        this.images = images;
        this.parts = parts;
        this.split = split;
        this.seed = seed;
    }

    public static DataPartition of(ImageDataset images, List<String> clients, DataSplit split, long seed)
            throws BadInputException {
        List<int[]> dealt = split.deal(images.trainLabels(), clients, seed);
        var parts = new TreeMap<String, int[]>();
        for (int c = 0; c < clients.size(); c++) {
            parts.put(clients.get(c), dealt.get(c));
        }
        return new DataPartition(images, parts, split, seed);
    }

    /** {@code Fashion-MNIST, 60,000 images over 8 clients (Dirichlet 0.3, seed 7)}. */
    public String description() {
        int dealt = parts.values().stream().mapToInt(part -> part.length).sum();
        return String.format(
                Locale.ROOT,
                "%s, %,d images over %d client%s (%s, seed %d)",
                images.name(),
                dealt,
                parts.size(),
                parts.size() == 1 ? "" : "s",
                split.description(),
                seed);
    }

    public int testSamples() {
        return images.test().size();
    }

    /** Samples of each class that a client got. */
    public List<Integer> classes(String client) {
        var counts = new ArrayList<>(Collections.nCopies(images.train().shape().classes(), 0));
        for (int sample : parts.getOrDefault(client, new int[0])) {
            counts.set(images.train().label(sample), counts.get(images.train().label(sample)) + 1);
        }
        return counts;
    }

    /** Writes one folder a client, and one with the test images, under the names the job reads. */
    public void write(Function<String, Path> client, Path test, String image, String label) throws IOException {
        for (var part : parts.entrySet()) {
            write(images.train().select(part.getValue()), client.apply(part.getKey()), image, label);
        }
        write(images.test(), test, image, label);
    }

    private static void write(Dataset samples, Path folder, String image, String label) throws IOException {
        Path images = folder.resolve(image);
        Path labels = folder.resolve(label);
        for (Path file : List.of(images, labels)) {
            Files.createDirectories(file.toAbsolutePath().getParent());
        }
        IdxWriter.write(samples, images, labels);
    }
}
