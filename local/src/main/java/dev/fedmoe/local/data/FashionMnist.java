package dev.fedmoe.local.data;

import dev.fedmoe.local.input.BadInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Where Fashion-MNIST (https://github.com/zalandoresearch/fashion-mnist) is on this machine, or how it gets here. */
public final class FashionMnist {
    public static final String NAME = "Fashion-MNIST";

    static final String WAYS = "Ways to the data: install the Debian package dataset-fashion-mnist; or give --data DIR,"
            + " a folder with train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz, t10k-images-idx3-ubyte.gz and"
            + " t10k-labels-idx1-ubyte.gz (Fashion-MNIST, MNIST or alike).";

    private static final String PACKAGE = "dataset-fashion-mnist";
    private static final Path IN_PACKAGE = Path.of("usr/share/datasets/fashion-mnist");

    private final DebianDataset debian;

    /** @param cache this program's own cache folder; made when needed */
    public FashionMnist(Path cache) {
        this(new DebianDataset(cache));
    }

    FashionMnist(DebianDataset debian) {
        this.debian = debian;
    }

    /** The folder of the four files: installed, cached, or fetched now without root. Bounded in time. */
    public Path folder(Consumer<String> notice) throws BadInputException {
        try {
            Path folder = debian.find(
                    PACKAGE,
                    IN_PACKAGE,
                    ImageDataset::complete,
                    () -> notice.accept("Fetching " + NAME + " (Debian package " + PACKAGE + ", 31 MB, once) …"));
            if (!ImageDataset.complete(folder)) {
                throw new BadInputException("The package " + PACKAGE + " holds no " + IN_PACKAGE + ". " + WAYS);
            }
            return folder;
        } catch (IOException e) {
            throw new BadInputException(
                    NAME + " is not on this machine and could not be fetched: " + e.getMessage() + "\n" + WAYS, e);
        }
    }
}
