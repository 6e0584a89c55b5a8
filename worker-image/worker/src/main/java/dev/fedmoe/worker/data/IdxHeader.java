package dev.fedmoe.worker.data;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The start of an idx file: two zero bytes, the element type, the number of dimensions, then the dimensions. */
record IdxHeader(List<Integer> dimensions) {
    private static final int UNSIGNED_BYTES = 0x08;

    static IdxHeader read(DataInputStream in, int dimensions, Path file) throws IOException, BadDataException {
        int magic = in.readInt();
        int expected = (UNSIGNED_BYTES << 8) | dimensions;
        if (magic != expected) {
            throw new BadDataException(String.format(
                    Locale.ROOT,
                    "%s starts with 0x%08x; an idx file of unsigned bytes with %d dimension%s starts with 0x%08x. Maybe the names of images and labels are swapped.",
                    file,
                    magic,
                    dimensions,
                    dimensions == 1 ? "" : "s",
                    expected));
        }
        var sizes = new ArrayList<Integer>();
        for (int d = 0; d < dimensions; d++) {
            int size = in.readInt();
            if (size < 0 || (d > 0 && size == 0)) {
                throw new BadDataException(
                        file + " states " + size + " for dimension " + d + ". Maybe fetch the file again.");
            }
            sizes.add(size);
        }
        return new IdxHeader(sizes);
    }

    int samples() {
        return dimensions.get(0);
    }

    /** Values in one sample. */
    int width() {
        return dimensions.stream().skip(1).reduce(1, Math::multiplyExact);
    }
}
