package dev.fedmoe.coordinator.spool;

import dev.fedmoe.coordinator.commit.PartFile;
import dev.fedmoe.core.aggregation.UpdateEncoding;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Decodes one spooled update from its beginning, block by block. */
final class SpooledBlocks implements AutoCloseable {
    private final FileChannel channel;
    private final UpdateEncoding encoding;
    private final long sizeBytes;
    private long position;

    SpooledBlocks(FileChannel channel, UpdateEncoding encoding) throws IOException {
        this.channel = channel;
        this.encoding = encoding;
        this.sizeBytes = channel.size();
    }

    /**
     * Reads the next block into the first {@code elements} of {@code values}.
     *
     * @param room little endian, for as many bytes as a block may take; all contributors use the same, which so stays in the processor's
     *     caches
     */
    void next(ByteBuffer room, float[] values, int elements) throws IOException {
        room.clear().limit((int) Math.min(encoding.maxBytes(elements), sizeBytes - position));
        PartFile.readFully(channel, position, room);
        encoding.decode(room.flip(), values, elements);
        position += room.position();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
