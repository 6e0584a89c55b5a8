package dev.fedmoe.worker.data;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * Reads PNG and JPEG files from one folder a class. Folders are named by class number, or, when all classes are there, by
 * anything; then their order by name is the class number.
 */
public final class ImageFolderReader {
    private ImageFolderReader() {}

    public static Dataset read(Path folder, SampleShape shape) throws BadDataException {
        System.setProperty("java.awt.headless", "true");
        ImageIO.setUseCache(false);
        PixelConverter pixels = PixelConverter.of(shape);
        var files = new ArrayList<Path>();
        var labels = new ArrayList<Integer>();
        List<Path> folders =
                children(folder).stream().filter(Files::isDirectory).toList();
        boolean complete = folders.size() == shape.classes();
        for (int f = 0; f < folders.size(); f++) {
            int label = number(folders.get(f), complete ? f : -1, shape.classes());
            for (Path file : children(folders.get(f))) {
                if (isImage(file)) {
                    files.add(file);
                    labels.add(label);
                }
            }
        }
        int width = shape.inputSize();
        byte[] values = HeapBudget.bytes(files.size(), width, folder);
        for (int i = 0; i < files.size(); i++) {
            System.arraycopy(pixels.read(files.get(i), decode(files.get(i))), 0, values, i * width, width);
        }
        return Dataset.ofBytes(
                values, labels.stream().mapToInt(Integer::intValue).toArray(), shape);
    }

    private static int number(Path folder, int position, int classes) throws BadDataException {
        String name = String.valueOf(folder.getFileName());
        if (name.matches("\\d{1,6}")) {
            return LabelRange.checked(Integer.parseInt(name), classes, "the class folder " + folder);
        }
        if (position < 0) {
            throw new BadDataException(String.format(
                    Locale.ROOT,
                    "class folder %s: when not all %d classes are present, folders are named by class number, 0 to %d. Maybe rename it.",
                    folder,
                    classes,
                    classes - 1));
        }
        return position;
    }

    private static boolean isImage(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).matches(".*\\.(png|jpe?g)");
    }

    private static BufferedImage decode(Path file) throws BadDataException {
        try {
            BufferedImage image = ImageIO.read(file.toFile());
            if (image != null) {
                return image;
            }
        } catch (IOException e) {
            throw new BadDataException(file + " cannot be read: " + e.getMessage() + ". Maybe fetch it again.", e);
        }
        throw new BadDataException(file + " is not a PNG or JPEG image. Maybe fetch it again.");
    }

    private static List<Path> children(Path folder) throws BadDataException {
        try (var entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new BadDataException(
                    "the folder " + folder + " cannot be listed: " + e
                            + ". Maybe check data.image and its permissions.",
                    e);
        }
    }
}
