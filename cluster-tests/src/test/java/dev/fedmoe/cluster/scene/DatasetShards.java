package dev.fedmoe.cluster.scene;

import dev.fedmoe.cluster.fixture.TestCluster;
import dev.fedmoe.local.data.DataPartition;
import dev.fedmoe.local.data.FashionMnist;
import dev.fedmoe.local.data.ImageDataset;
import dev.fedmoe.local.input.BadInputException;
import dev.fedmoe.local.split.DirichletSplit;
import dev.fedmoe.worker.data.SampleShape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** A part of Fashion-MNIST, dealt out: a folder per node and one of test images. The same on every run. */
public final class DatasetShards {
    public static final String TEST_SET = "test-set";

    private static final int TRAIN = 8_000;
    private static final int TEST = 2_000;
    private static final long SEED = 7;
    /** Skewed, as cameras at different places are, and yet no client without images of its own. */
    private static final double ALPHA = 1.0;

    private final Path folder;

    private DatasetShards(Path folder) {
        this.folder = folder;
    }

    /** Dealt once; kept below target. */
    public static DatasetShards of(TestCluster cluster) {
        var clients = cluster.nodes();
        Path folder = Path.of("target/shards-" + clients.size()).toAbsolutePath();
        if (!Files.exists(folder.resolve(TEST_SET))) {
            deal(folder, clients);
        }
        return new DatasetShards(folder);
    }

    /** Folder with a subfolder per node and one called {@link #TEST_SET}. */
    public Path folder() {
        return folder;
    }

    private static void deal(Path folder, List<String> clients) {
        try {
            var shape = new SampleShape(List.of(1, 28, 28), 10);
            var cache = Path.of(System.getProperty("user.home"), ".cache/fedmoe");
            var all = ImageDataset.read(FashionMnist.NAME, new FashionMnist(cache).folder(System.out::println), shape);
            var few = new ImageDataset(
                    all.name(), all.train().select(first(TRAIN)), all.test().select(first(TEST)));
            DataPartition.of(few, clients, new DirichletSplit(ALPHA), SEED)
                    .write(folder::resolve, folder.resolve(TEST_SET), "images.idx.gz", "labels.idx.gz");
        } catch (BadInputException e) {
            throw new AssertionError(e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int[] first(int count) {
        return IntStream.range(0, count).toArray();
    }
}
