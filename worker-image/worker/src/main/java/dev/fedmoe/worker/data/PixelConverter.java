package dev.fedmoe.worker.data;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Locale;

/** Turns a decoded image into bytes, channels first. */
record PixelConverter(int channels, int height, int width) {
    static PixelConverter of(SampleShape shape) throws BadDataException {
        var input = shape.input();
        if (input.size() != 3 || (input.get(0) != 1 && input.get(0) != 3)) {
            throw new BadDataException("images need a data.shape of [1 or 3, height, width], not " + input
                    + ". Maybe correct data.shape.");
        }
        return new PixelConverter(input.get(0), input.get(1), input.get(2));
    }

    byte[] read(Path file, BufferedImage image) throws BadDataException {
        if (image.getWidth() != width || image.getHeight() != height) {
            throw new BadDataException(String.format(
                    Locale.ROOT,
                    "%s is %d wide and %d high; the job needs %d wide and %d high. Maybe resize it.",
                    file,
                    image.getWidth(),
                    image.getHeight(),
                    width,
                    height));
        }
        byte[] bytes = new byte[channels * height * width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                put(bytes, y * width + x, image, x, y);
            }
        }
        return bytes;
    }

    private void put(byte[] bytes, int at, BufferedImage image, int x, int y) {
        if (channels == 1) {
            bytes[at] = (byte) grey(image, x, y);
            return;
        }
        int rgb = image.getRGB(x, y);
        int plane = height * width;
        bytes[at] = (byte) (rgb >> 16);
        bytes[at + plane] = (byte) (rgb >> 8);
        bytes[at + 2 * plane] = (byte) rgb;
    }

    private static int grey(BufferedImage image, int x, int y) {
        // getRGB would bend grey values through a colour profile.
        if (image.getRaster().getNumBands() == 1 && image.getType() == BufferedImage.TYPE_BYTE_GRAY) {
            return image.getRaster().getSample(x, y, 0);
        }
        int rgb = image.getRGB(x, y);
        return (299 * ((rgb >> 16) & 0xff) + 587 * ((rgb >> 8) & 0xff) + 114 * (rgb & 0xff) + 500) / 1000;
    }
}
