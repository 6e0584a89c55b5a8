package dev.fedmoe.local.folder;

import dev.fedmoe.local.input.BadInputException;
import dev.fedmoe.local.report.PreviousRunArchive;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Everything one run keeps, in one folder that one launcher at a time may use.
 *
 * <pre>
 * runs/fashion/  settings.json  metrics.csv  record.json  report.html  model.safetensors  model.json
 *                volume/ (the coordinator's)  clients/camera-1/ (its private data)  test/  identity/  logs/
 *                recorded/ (runs that came with the manifests)
 * </pre>
 */
public final class RunFolder implements AutoCloseable {
    private final Path root;
    private final FileChannel lock;

    private RunFolder(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /** What to do with a folder that is there already. */
    public enum Existing {
        /** Keep a finished run under another name; refuse an unfinished one, with both ways out. */
        ASK,
        /** Keep any run under another name. */
        SET_ASIDE,
        /** Go on in it. */
        RESUME
    }

    /**
     * Opens the folder of a run.
     *
     * @param movedTo told where an earlier run went
     */
    public static RunFolder open(Path root, Existing existing, MovedTo movedTo) throws BadInputException, IOException {
        boolean there = Files.exists(root.resolve("settings.json"));
        if (existing == Existing.RESUME && !there) {
            throw new BadInputException(
                    "--resume: there is no run in " + root + ". Maybe leave --resume away, or name its --runs folder.");
        }
        if (there && existing != Existing.RESUME) {
            lock(root).close();
            if (existing == Existing.ASK && isUnfinished(root)) {
                throw new BadInputException(
                        root + " holds an unfinished run. Add --resume to go on with it, or --fresh to keep it"
                                + " aside and begin anew.");
            }
            movedTo.tell(PreviousRunArchive.move(root));
        }
        Files.createDirectories(root.resolve("logs"));
        return new RunFolder(root, lock(root));
    }

    /** Worth going on with: something is committed, and the model is not exported. */
    private static boolean isUnfinished(Path root) throws IOException {
        Path commits = root.resolve("volume/commits");
        if (Files.exists(root.resolve("volume/model.safetensors")) || !Files.isDirectory(commits)) {
            return false;
        }
        try (var entries = Files.list(commits)) {
            return entries.anyMatch(file -> !file.getFileName().toString().contains("000000"));
        }
    }

    private static FileChannel lock(Path root) throws BadInputException, IOException {
        var channel = FileChannel.open(root.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locked(channel)) {
            channel.close();
            throw new BadInputException(
                    "another run works in " + root + ". Maybe wait for it, or give --runs another folder.");
        }
        return channel;
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    public Path root() {
        return root;
    }

    public Path settings() {
        return root.resolve("settings.json");
    }

    public Path volume() {
        return root.resolve("volume");
    }

    public Path client(String name) {
        return root.resolve("clients").resolve(name);
    }

    public Path test() {
        return root.resolve("test");
    }

    public Path identity() {
        return root.resolve("identity");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    /** Of each round, as the coordinator keeps them. */
    public static Path plans(Path root) {
        return root.resolve("volume/plans");
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    /** Told where an earlier run went. */
    public interface MovedTo {
        void tell(Path aside);
    }
}
