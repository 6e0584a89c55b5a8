package dev.fedmoe.worker.data;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fedmoe.core.job.DataFileFormat;
import dev.fedmoe.core.job.DataSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientDataFolderTest {
    private static final SampleShape SHAPE = new SampleShape(List.of(1, 2, 2), 3);
    private static final DataSpec IDX = idx("images.idx.gz");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void missingFolderIsNamed() {
        refused(folder.resolve("none"), IDX, "there is no data folder", "none");
    }

    @Test
    void emptyShareIsTold() throws IOException {
        IdxWriter.write(
                Dataset.ofBytes(new byte[0], new int[0], SHAPE),
                folder.resolve("images.idx.gz"),
                folder.resolve("labels.idx.gz"));
        refused(folder, IDX, "holds no samples (images.idx.gz)");
    }

    @Test
    void namesOutsideTheFolderAreRefused() {
        refused(folder, idx("../other/images.idx"), "leaves the data folder");
    }

    private static DataSpec idx(String image) {
        return new DataSpec(DataFileFormat.IDX, image, Optional.of("labels.idx.gz"), 0);
    }

    private static void refused(Path folder, DataSpec spec, String... parts) {
        assertThatThrownBy(() -> new ClientDataFolder(folder).read(spec, SHAPE))
                .isInstanceOf(BadDataException.class)
                .hasMessageContainingAll(parts);
    }
}
