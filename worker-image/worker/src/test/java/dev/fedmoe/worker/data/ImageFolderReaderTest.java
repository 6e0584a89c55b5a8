package dev.fedmoe.worker.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderReaderTest {
    private static final SampleShape GREY = new SampleShape(List.of(1, 2, 2), 2);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void foldersByNameAreClassesInOrder() throws IOException, BadDataException {
        image("shoe/a.png", 2, 2, BufferedImage.TYPE_BYTE_GRAY, 0x808080);
        image("boot/b.png", 2, 2, BufferedImage.TYPE_BYTE_GRAY, 0x202020);
        Dataset dataset = ImageFolderReader.read(folder, GREY);
        assertThat(List.of(dataset.label(0), dataset.label(1))).containsExactly(0, 1);
        assertThat(dataset.bytes(0)[0] & 0xff).isLessThan(dataset.bytes(1)[0] & 0xff);
    }

    @Test
    void numberedFoldersMayMissClasses() throws IOException, BadDataException {
        image("1/a.png", 2, 2, BufferedImage.TYPE_INT_RGB, 0xff0000);
        Dataset dataset = ImageFolderReader.read(folder, new SampleShape(List.of(3, 2, 2), 2));
        assertThat(dataset.label(0)).isEqualTo(1);
        assertThat(dataset.bytes(0)).containsExactly(-1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void wrongSizeNamesTheFile() throws IOException {
        image("0/wide.png", 3, 2, BufferedImage.TYPE_BYTE_GRAY, 0);
        refused("wide.png is 3 wide and 2 high; the job needs 2 wide and 2 high");
    }

    @Test
    void brokenImageIsNamed() throws IOException {
        Files.createDirectory(folder.resolve("0"));
        Files.writeString(folder.resolve("0/text.jpg"), "no image");
        refused("text.jpg is not a PNG or JPEG image");
    }

    @Test
    void namedFoldersThatMissAClassAreTold() throws IOException {
        image("shoe/a.png", 2, 2, BufferedImage.TYPE_BYTE_GRAY, 0);
        refused("class folder", "shoe", "not all 2 classes are present");
    }

    @Test
    void missingFolderIsNamed() {
        assertThatThrownBy(() -> ImageFolderReader.read(folder.resolve("none"), GREY))
                .isInstanceOf(BadDataException.class)
                .hasMessageContaining("none cannot be listed");
    }

    private void refused(String... parts) {
        assertThatThrownBy(() -> ImageFolderReader.read(folder, GREY))
                .isInstanceOf(BadDataException.class)
                .hasMessageContainingAll(parts);
    }

    private void image(String name, int width, int height, int type, int rgb) throws IOException {
        var image = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, rgb);
            }
        }
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
    }
}
