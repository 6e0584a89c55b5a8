package dev.fedmoe.local.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fedmoe.local.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FashionMnistTest {
    private static final String IN_PACKAGE = "usr/share/datasets/fashion-mnist";

    @TempDir
    Path folder = Path.of("");

    private final List<String> notices = new ArrayList<>();

    @Test
    void installedFilesAreUsedAsTheyAre() throws Exception {
        put(folder.resolve("root").resolve(IN_PACKAGE));

        assertThat(images(FashionMnistTest::neverAsked))
                .isEqualTo(folder.resolve("root").resolve(IN_PACKAGE));
        assertThat(notices).isEmpty();
    }

    @Test
    void otherwiseThePackageIsFetchedOnceIntoTheCache() throws Exception {
        Path unpacked = folder.resolve("cache/dataset-fashion-mnist").resolve(IN_PACKAGE);

        assertThat(images((name, target) -> put(target.resolve(IN_PACKAGE)))).isEqualTo(unpacked);
        assertThat(images(FashionMnistTest::neverAsked)).isEqualTo(unpacked);

        assertThat(notices)
                .containsExactly("Fetching Fashion-MNIST (Debian package dataset-fashion-mnist, 31 MB, once) …");
    }

    @Test
    void whatCannotBeFetchedNamesTheWays() {
        assertThatThrownBy(() -> images((name, target) -> {
                    throw new IOException("apt-get failed: Temporary failure resolving 'mirror.example'");
                }))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(
                        "Fashion-MNIST is not on this machine and could not be fetched: apt-get failed:")
                .hasMessageContaining("install the Debian package dataset-fashion-mnist; or give --data DIR");
    }

    private Path images(PackageSource packages) throws BadInputException {
        return new FashionMnist(new DebianDataset(folder.resolve("root"), folder.resolve("cache"), packages))
                .folder(notices::add);
    }

    private static void neverAsked(String name, Path target) {
        throw new AssertionError("fetched " + name + " although it is here");
    }

    private static void put(Path place) throws IOException {
        Files.createDirectories(place);
        for (String stem : List.of("train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1")) {
            Files.writeString(place.resolve(stem + "-ubyte.gz"), "");
        }
    }
}
