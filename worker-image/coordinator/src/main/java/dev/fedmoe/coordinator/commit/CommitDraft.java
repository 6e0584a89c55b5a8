package dev.fedmoe.coordinator.commit;

import dev.fedmoe.coordinator.store.DurableWriter;
import dev.fedmoe.core.model.ModelManifest;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.core.model.PartSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * A commit in the making: parts are written at their places in any order and by several threads, then sealed. Nothing of
 * it counts before {@link CommitStore#commit} has returned.
 */
public final class CommitDraft implements AutoCloseable {
    private final ModelManifest manifest;
    private final Path temporary;
    private final FileChannel channel;
    private final SortedMap<PartId, CommitRecord.Part> finished = new ConcurrentSkipListMap<>();

    CommitDraft(ModelManifest manifest, Path parts) throws IOException {
        this.manifest = manifest;
        this.temporary = DurableWriter.temporary(parts);
        this.channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    public PartDraft begin(PartId id) {
        return new PartDraft(channel, manifest.part(id), offset(id));
    }

    /** The part is written; it carries the round as its version. */
    public void finish(PartId id, PartDraft draft, int version) {
        finished.put(id, draft.finish(version));
    }

    /** The part stays as committed before. */
    public void keep(PartId id, Commit before) throws IOException {
        var part = before.part(id);
        try (var source = FileChannel.open(before.file(), StandardOpenOption.READ)) {
            long offset = offset(id);
            var block = ByteBuffer.allocateDirect(1 << 18);
            for (long done = 0; done < part.sizeBytes(); ) {
                block.clear().limit((int) Math.min(block.capacity(), part.sizeBytes() - done));
                PartFile.readFully(source, part.offset() + done, block);
                block.flip();
                while (block.hasRemaining()) {
                    done += channel.write(block, offset + done);
                }
            }
            finished.put(
                    id,
                    new CommitRecord.Part(
                            part.part(), part.version(), offset, part.sizeBytes(), part.crc32c(), part.sha256()));
        }
    }

    public boolean has(PartId id) {
        return finished.containsKey(id);
    }

    List<CommitRecord.Part> parts() {
        if (finished.size() != manifest.parts().size()) {
            throw new IllegalStateException("parts missing: only " + finished.keySet() + " are written");
        }
        return new ArrayList<>(finished.values());
    }

    void force() throws IOException {
        channel.force(false);
    }

    Path temporary() {
        return temporary;
    }

    /** Forgets what was not committed. */
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(temporary);
    }

    private long offset(PartId id) {
        long offset = 0;
        for (PartSpec part : manifest.parts()) {
            if (part.id().equals(id)) {
                return offset;
            }
            offset += part.sizeBytes();
        }
        throw new IllegalArgumentException("no part " + id);
    }
}
