package dev.fedmoe.coordinator.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The coordinator's folder. One coordinator at a time: a lock keeps a second one of this machine away, the epoch one that the
 * lock does not reach.
 *
 * <pre>
 * lock  epoch  desired.json  history.jsonl  complete.json
 * commits/commit-000040.{parts,json}   plans/round-000041.json   spool/   model.safetensors  model.json
 * </pre>
 */
public final class CheckpointVolume implements AutoCloseable {
    private final Path root;
    private final FileChannel lock;
    private long epoch;

    private CheckpointVolume(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /** Locks the folder, which is made when missing, and sweeps away what an earlier process left unfinished. */
    public static CheckpointVolume open(Path root) throws IOException {
        try {
            Files.createDirectories(root.resolve("commits"));
            Files.createDirectories(root.resolve("plans"));
            var channel = FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new UnusableVolumeException(
                        "another coordinator works on " + root + ". Maybe it is still shutting down.");
            }
            var volume = new CheckpointVolume(root, channel);
            volume.sweep();
            return volume;
        } catch (FileSystemException e) {
            throw unwritable(root, e);
        }
    }

    private static UnusableVolumeException unwritable(Path root, FileSystemException trouble) {
        String why = trouble instanceof AccessDeniedException ? "permission denied" : trouble.getReason();
        return new UnusableVolumeException("the volume " + root + " cannot be written: " + trouble.getFile() + ": "
                + why + ". Maybe make room on it, mount it writable, or give it to the user this process runs as.");
    }

    public Path commits() {
        return root.resolve("commits");
    }

    public Path plans() {
        return root.resolve("plans");
    }

    public Path spool() {
        return root.resolve("spool");
    }

    public Path history() {
        return root.resolve("history.jsonl");
    }

    public Path desired() {
        return root.resolve("desired.json");
    }

    Path completion() {
        return root.resolve("complete.json");
    }

    public Path root() {
        return root;
    }

    /** The epoch of this start, once {@link #raiseEpoch()} was called; before, that of the newest start. 0 when never started. */
    public long epoch() throws IOException {
        return epoch > 0 ? epoch : storedEpoch();
    }

    /** Begins a new epoch, durable when this returns. */
    public long raiseEpoch() throws IOException {
        long next = storedEpoch() + 1;
        try {
            DurableWriter.replace(epochFile(), Long.toString(next).getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UnusableVolumeException("the volume " + root + " cannot be written: " + e.getMessage()
                    + ". Maybe make room on it (checkpoint.volume.size).");
        }
        epoch = next;
        return next;
    }

    /** Throws when a newer coordinator has taken the volume over. */
    public void requireNewest() throws IOException {
        long stored = storedEpoch();
        if (stored != epoch) {
            throw new UnusableVolumeException("a coordinator of epoch " + stored + " has taken over " + root
                    + "; this one, of epoch " + epoch + ", must end");
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    private Path epochFile() {
        return root.resolve("epoch");
    }

    private long storedEpoch() throws IOException {
        if (!Files.exists(epochFile())) {
            return 0;
        }
        String text = Files.readString(epochFile(), StandardCharsets.US_ASCII).strip();
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new UnusableVolumeException(epochFile() + " must hold a whole number, not '" + text
                    + "'. Maybe write one above every epoch the workers have seen.");
        }
    }

    private void sweep() throws IOException {
        deleteTree(spool());
        for (Path folder : List.of(root, commits(), plans())) {
            try (var unfinished = Files.newDirectoryStream(folder, "*" + DurableWriter.TEMPORARY)) {
                for (Path file : unfinished) {
                    sweep(file);
                }
            }
        }
        Files.createDirectories(spool());
    }

    /** A record that was never put in its place leaves its parts behind: they belong to no commit. */
    private static void sweep(Path unfinished) throws IOException {
        String record = unfinished.getFileName().toString().replace(DurableWriter.TEMPORARY, "");
        if (record.endsWith(".json") && !Files.exists(unfinished.resolveSibling(record))) {
            Files.deleteIfExists(unfinished.resolveSibling(record.replace(".json", ".parts")));
        }
        Files.delete(unfinished);
    }

    private static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }
}
