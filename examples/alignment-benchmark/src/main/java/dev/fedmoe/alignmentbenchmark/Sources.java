package dev.fedmoe.alignmentbenchmark;

import dev.fedmoe.local.data.FashionMnist;
import dev.fedmoe.local.data.ImageSet;
import dev.fedmoe.local.data.WordLists;
import dev.fedmoe.local.input.BadInput;
import dev.fedmoe.local.run.Caches;
import dev.fedmoe.worker.data.SampleShape;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The data sets that a regime can name, each read once. */
final class Sources {
    private static final SampleShape IMAGES = new SampleShape(List.of(1, 28, 28), 10);

    private final Path own;
    private final Consumer<String> notice;
    private final Map<String, ImageSet> read = new HashMap<>();

    /** @param own folder of Fashion-MNIST's files; empty to find or fetch the package */
    Sources(Path own, Consumer<String> notice) {
        this.own = own;
        this.notice = notice;
    }

    ImageSet find(String name) throws BadInput {
        ImageSet known = read.get(name);
        if (known == null) {
            known = read(name);
            read.put(name, known);
        }
        return known;
    }

    private ImageSet read(String name) throws BadInput {
        return switch (name) {
            case FashionMnist.NAME -> ImageSet.read(name, images(), IMAGES);
            case WordLists.NAME -> new WordLists(Caches.folder()).read(notice);
            default ->
                throw new BadInput("data is " + name + ", which is unknown. Maybe " + FashionMnist.NAME + " or "
                        + WordLists.NAME + ".");
        };
    }

    private Path images() throws BadInput {
        return own.toString().isEmpty() ? new FashionMnist(Caches.folder()).folder(notice) : own;
    }
}
