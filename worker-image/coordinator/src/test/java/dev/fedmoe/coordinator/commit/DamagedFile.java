package dev.fedmoe.coordinator.commit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/** A file as a disk may give it back. */
record DamagedFile(Path path) {
    void truncate(long size) throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(size);
        }
    }

    /** Flips the lowest bit of one byte. */
    void flip(long at) throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            file.seek(at);
            int value = file.read();
            file.seek(at);
            file.write(value ^ 1);
        }
    }
}
