package dev.fedmoe.worker.data;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fedmoe.protocol.v1alpha1.DataSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientDataFolderTest {
    private static final SampleShape SHAPE = new SampleShape(List.of(1, 2, 2), 3);
    private static final DataSettings IDX = DataSettings.newBuilder()
            .setFormat("idx")
            .setImage("images.idx.gz")
            .setLabel("labels.idx.gz")
            .build();

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
        refused(folder, IDX.toBuilder().setImage("../other/images.idx").build(), "leaves the data folder");
    }

    @Test
    void unknownFormatListsTheKnown() {
        refused(
                folder,
                IDX.toBuilder().setFormat("parquet").build(),
                "'parquet' is unknown. Maybe idx, csv or images.");
    }

    private static void refused(Path folder, DataSettings settings, String... parts) {
        assertThatThrownBy(() -> new ClientDataFolder(folder).read(settings, SHAPE))
                .isInstanceOf(BadDataException.class)
                .hasMessageContainingAll(parts);
    }
}
