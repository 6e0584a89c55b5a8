package dev.fedmoe.local.data;

import dev.fedmoe.local.input.BadInputException;
import dev.fedmoe.worker.data.BadDataException;
import dev.fedmoe.worker.data.Dataset;
import dev.fedmoe.worker.data.IdxReader;
import dev.fedmoe.worker.data.SampleShape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Training and test images of one data set, read and checked before anything starts. */
public record ImageDataset(String name, Dataset train, Dataset test) {
    private static final String TRAIN_IMAGES = "train-images-idx3-ubyte";
    private static final String TRAIN_LABELS = "train-labels-idx1-ubyte";
    private static final String TEST_IMAGES = "t10k-images-idx3-ubyte";
    private static final String TEST_LABELS = "t10k-labels-idx1-ubyte";
    private static final List<String> ENDINGS = List.of(".gz", "");

    /** Reads the four files every MNIST-like set has, plain or gzip. */
    public static ImageDataset read(String name, Path folder, SampleShape shape) throws BadInputException {
        if (!Files.isDirectory(folder)) {
            throw new BadInputException("--data " + folder + " is no folder. " + FashionMnist.WAYS);
        }
        return new ImageDataset(
                name, read(folder, TRAIN_IMAGES, TRAIN_LABELS, shape), read(folder, TEST_IMAGES, TEST_LABELS, shape));
    }

    /** Class of each training sample. */
    public int[] trainLabels() {
        return IntStream.range(0, train.size()).map(train::label).toArray();
    }

    /** True when all four files are there. */
    static boolean complete(Path folder) {
        return List.of(TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS).stream()
                .allMatch(stem -> ENDINGS.stream().anyMatch(end -> Files.isReadable(folder.resolve(stem + end))));
    }

    private static Dataset read(Path folder, String images, String labels, SampleShape shape) throws BadInputException {
        try {
            return IdxReader.read(file(folder, images), file(folder, labels), shape);
        } catch (BadDataException e) {
            throw new BadInputException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Path file(Path folder, String stem) throws BadInputException {
        return ENDINGS.stream()
                .map(end -> folder.resolve(stem + end))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(
                        () -> new BadInputException(folder + " has no file " + stem + ".gz. " + FashionMnist.WAYS));
    }
}
