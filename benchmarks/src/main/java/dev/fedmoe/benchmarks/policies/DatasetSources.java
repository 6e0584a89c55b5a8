package dev.fedmoe.benchmarks.policies;

import dev.fedmoe.local.data.FashionMnist;
import dev.fedmoe.local.data.ImageDataset;
import dev.fedmoe.local.data.WordLists;
import dev.fedmoe.local.folder.CacheFolder;
import dev.fedmoe.local.input.BadInputException;
import dev.fedmoe.worker.data.SampleShape;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The data sets that an experiment can name, each read once. */
final class DatasetSources {
    private static final SampleShape IMAGES = new SampleShape(List.of(1, 28, 28), 10);

    private final Path own;
    private final Consumer<String> notice;
    private final Map<String, ImageDataset> read = new HashMap<>();

    /** @param own folder of Fashion-MNIST's files; empty to find or fetch the package */
    DatasetSources(Path own, Consumer<String> notice) {
        this.own = own;
        this.notice = notice;
    }

    ImageDataset find(String name) throws BadInputException {
        ImageDataset known = read.get(name);
        if (known == null) {
            known = read(name);
            read.put(name, known);
        }
        return known;
    }

    private ImageDataset read(String name) throws BadInputException {
        return switch (name) {
            case FashionMnist.NAME -> ImageDataset.read(name, images(), IMAGES);
            case WordLists.NAME -> new WordLists(CacheFolder.folder()).read(notice);
            default ->
                throw new BadInputException("data is " + name + ", which is unknown. Maybe " + FashionMnist.NAME
                        + " or " + WordLists.NAME + ".");
        };
    }

    private Path images() throws BadInputException {
        return own.toString().isEmpty() ? new FashionMnist(CacheFolder.folder()).folder(notice) : own;
    }
}
