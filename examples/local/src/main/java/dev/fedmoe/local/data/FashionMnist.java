package dev.fedmoe.local.data;

import dev.fedmoe.local.input.BadInput;
import java.io.IOException;
import java.nio.file.Files;
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

    private final Path root;
    private final Path cache;
    private final Packages packages;

    /** @param cache this program's own cache folder; made when needed */
    public FashionMnist(Path cache) {
        this(Path.of("/"), cache, new DebianPackages());
    }

    FashionMnist(Path root, Path cache, Packages packages) {
        this.root = root;
        this.cache = cache;
        this.packages = packages;
    }

    /** The folder of the four files: installed, cached, or fetched now without root. Bounded in time. */
    public Path folder(Consumer<String> notice) throws BadInput {
        Path installed = root.resolve(IN_PACKAGE);
        if (ImageSet.complete(installed)) {
            return installed;
        }
        Path unpacked = cache.resolve(PACKAGE);
        if (!ImageSet.complete(unpacked.resolve(IN_PACKAGE))) {
            notice.accept("Fetching " + NAME + " (Debian package " + PACKAGE + ", 31 MB, once) …");
            fetch(unpacked);
        }
        return unpacked.resolve(IN_PACKAGE);
    }

    private void fetch(Path unpacked) throws BadInput {
        try {
            Files.createDirectories(cache);
            packages.unpack(PACKAGE, unpacked);
        } catch (IOException e) {
            throw new BadInput(
                    NAME + " is not on this machine and could not be fetched: " + e.getMessage() + "\n" + WAYS, e);
        }
        if (!ImageSet.complete(unpacked.resolve(IN_PACKAGE))) {
            throw new BadInput("The package " + PACKAGE + " holds no " + IN_PACKAGE + ". " + WAYS);
        }
    }
}
