package dev.fedmoe.worker.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxReaderTest {
    private static final SampleShape SHAPE = new SampleShape(List.of(1, 2, 3), 4);

    @TempDir
    private Path folder = Path.of("");

    private Path images;
    private Path labels;

    @BeforeEach
    void twoImages() throws IOException {
        images = folder.resolve("images.idx.gz");
        labels = folder.resolve("labels.idx.gz");
        byte[] pixels = {0, 51, 102, (byte) 153, (byte) 204, (byte) 255, 1, 2, 3, 4, 5, 6};
        IdxWriter.write(Dataset.ofBytes(pixels, new int[] {3, 0}, SHAPE), images, labels);
    }

    @Test
    void readsWhatWasWritten() throws BadDataException {
        Dataset dataset = IdxReader.read(images, labels, SHAPE);
        assertThat(dataset.size()).isEqualTo(2);
        assertThat(dataset.label(0)).isEqualTo(3);
        assertThat(dataset.label(1)).isZero();
        var values = FloatBuffer.allocate(6);
        dataset.copyTo(0, values);
        assertThat(values.array()).containsExactly(0f, 0.2f, 0.4f, 0.6f, 0.8f, 1f);
    }

    @Test
    void readsPlainFilesToo() throws IOException, BadDataException {
        Dataset zipped = IdxReader.read(images, labels, SHAPE);
        IdxWriter.write(zipped, folder.resolve("images.idx"), folder.resolve("labels.idx"));
        Dataset plain = IdxReader.read(folder.resolve("images.idx"), folder.resolve("labels.idx"), SHAPE);
        assertThat(plain.bytes(1)).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void missingFileIsNamed() {
        refused(folder.resolve("none.idx"), labels, "there is no file", "none.idx", "data.image");
    }

    @Test
    void truncatedGzipIsNamed() throws IOException {
        cut(images, 20);
        refused(images, labels, "images.idx.gz is truncated");
    }

    @Test
    void truncatedPlainFileSaysHowMuchIsThere() throws IOException, BadDataException {
        Path plain = folder.resolve("images.idx");
        IdxWriter.write(IdxReader.read(images, labels, SHAPE), plain, folder.resolve("labels.idx"));
        cut(plain, 2);
        refused(plain, labels, "images.idx is truncated: it ends after 10 of 12 bytes");
    }

    @Test
    void headerThatClaimsMoreThanThereIsCannotClaimMemory() throws IOException {
        Path huge = folder.resolve("huge.idx");
        Files.write(huge, new byte[] {0, 0, 8, 3, 0x7f, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 3, 9});
        refused(huge, labels, "huge.idx is truncated: it ends after 1 of 12784238592 bytes");
    }

    @Test
    void moreThanTheHeapHoldsIsToldWithTheNumbersBeforeItIsRead() throws IOException {
        Path large = folder.resolve("large.idx");
        Files.write(large, new byte[] {0, 0, 8, 3, 0x0e, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 3});
        try (var file = new RandomAccessFile(large.toFile(), "rw")) {
            // Sparse: no disk is used.
            file.setLength(16 + 6L * 0x0e000000);
        }

        assertThatThrownBy(() -> IdxReader.read(large, labels, SHAPE))
                .isInstanceOf(BadDataException.class)
                .hasMessageMatching(".*large.idx needs 6720 MiB of heap to be read, this worker has \\d+ MiB left of"
                        + " \\d+ MiB. Maybe raise spec.worker.resources.memory by \\d+Mi.");
    }

    @Test
    void swappedFilesAreTold() {
        refused(labels, images, "labels.idx.gz starts with 0x00000801", "0x00000803", "swapped");
    }

    @Test
    void wrongImageSizeNamesBothSizes() {
        assertThatThrownBy(() -> IdxReader.read(images, labels, new SampleShape(List.of(1, 28, 28), 4)))
                .isInstanceOf(BadDataException.class)
                .hasMessageContaining("images.idx.gz holds images of [2, 3] = 6 values")
                .hasMessageContaining("[1, 28, 28] needs 784");
    }

    @Test
    void labelOutOfRangeNamesItsPlace() {
        assertThatThrownBy(() -> IdxReader.read(images, labels, new SampleShape(List.of(1, 2, 3), 3)))
                .isInstanceOf(BadDataException.class)
                .hasMessageContaining("label 0 of")
                .hasMessageContaining("labels.idx.gz is 3; the job has 3 classes, 0 to 2");
    }

    @Test
    void differentCountsAreTold() throws IOException, BadDataException {
        Dataset one = IdxReader.read(images, labels, SHAPE).select(new int[] {0});
        IdxWriter.write(one, folder.resolve("other.idx"), labels);
        refused(images, labels, "holds 2 images but", "holds 1 labels");
    }

    @Test
    void bytesAfterTheLastSampleAreTold() throws IOException, BadDataException {
        Path plain = folder.resolve("images.idx");
        IdxWriter.write(IdxReader.read(images, labels, SHAPE), plain, folder.resolve("labels.idx"));
        Files.write(plain, Arrays.copyOf(Files.readAllBytes(plain), 16 + 13));
        refused(plain, labels, "goes on after the 2 samples");
    }

    private static void cut(Path file, int bytes) throws IOException {
        byte[] content = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(content, content.length - bytes));
    }

    private static void refused(Path images, Path labels, String... parts) {
        assertThatThrownBy(() -> IdxReader.read(images, labels, SHAPE))
                .isInstanceOf(BadDataException.class)
                .hasMessageContainingAll(parts);
    }
}
