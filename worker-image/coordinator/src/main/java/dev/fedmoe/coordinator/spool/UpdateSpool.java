package dev.fedmoe.coordinator.spool;

import dev.fedmoe.core.model.PartSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What the clients of one round have sent so far, a file a part. Not durable: a crash ends the round. */
public final class UpdateSpool implements AutoCloseable {
    private final Path folder;
    private final ConcurrentMap<String, SpooledPart> parts = new ConcurrentHashMap<>();
    private final AtomicInteger names = new AtomicInteger();

    public UpdateSpool(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** The file of one client's part; the same one for every stream of the round. */
    public SpooledPart part(String client, PartSpec spec) {
        // Numbered, since a client's name is no safe file name.
        return parts.computeIfAbsent(
                spec.id() + " of " + client,
                key -> new SpooledPart(folder.resolve("part-" + names.getAndIncrement()), spec.sizeBytes()));
    }

    /** Deletes everything; streams still writing find their sinks revoked. */
    @Override
    public void close() throws IOException {
        for (SpooledPart part : parts.values()) {
            part.discard();
        }
        Files.deleteIfExists(folder);
    }
}
