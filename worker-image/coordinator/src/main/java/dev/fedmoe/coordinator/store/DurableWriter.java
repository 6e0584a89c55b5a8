package dev.fedmoe.coordinator.store;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writing that survives a power cut: write, fsync, rename, fsync of the folder. */
public final class DurableWriter {
    /** Ends the name of a file that is not finished; whatever carries it at a start is swept away. */
    static final String TEMPORARY = ".tmp";

    private DurableWriter() {}

    public static void replace(Path file, byte[] content) throws IOException {
        Path temporary = writeTemporary(file, content);
        rename(temporary, file);
        forceFolder(file);
    }

    /** Written and fsynced beside {@code file}, not yet in its place. */
    public static Path writeTemporary(Path file, byte[] content) throws IOException {
        Path temporary = temporary(file);
        try (var channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            var bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
        }
        return temporary;
    }

    public static Path temporary(Path file) {
        return file.resolveSibling(file.getFileName() + TEMPORARY);
    }

    public static void rename(Path from, Path to) throws IOException {
        Files.move(from, to, ATOMIC_MOVE, REPLACE_EXISTING);
    }

    public static void forceFolder(Path fileInside) throws IOException {
        Path folder = fileInside.toAbsolutePath().getParent();
        if (folder != null) {
            try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
