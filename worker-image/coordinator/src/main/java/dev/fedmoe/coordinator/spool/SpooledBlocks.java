package dev.fedmoe.coordinator.spool;

import dev.fedmoe.coordinator.store.PartFile;
import dev.fedmoe.core.aggregation.UpdateEncoding;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/** Decodes one spooled update from its beginning, block by block, reading some blocks ahead. */
final class SpooledBlocks implements AutoCloseable {
    private final FileChannel channel;
    private final UpdateEncoding encoding;
    private final ByteBuffer ahead;
    private final long sizeBytes;
    private long position;

    /** @param blocksAhead how many blocks are read at once, at least 1 */
    SpooledBlocks(FileChannel channel, UpdateEncoding encoding, int blocksAhead) throws IOException {
        this.channel = channel;
        this.encoding = encoding;
        this.sizeBytes = channel.size();
        this.ahead = ByteBuffer.allocateDirect(
                        Math.multiplyExact(blocksAhead, encoding.maxBytes(UpdateEncoding.BLOCK_ELEMENTS)))
                .order(ByteOrder.LITTLE_ENDIAN)
                .limit(0);
    }

    /** Reads the next block into the first {@code elements} of {@code values}. */
    void next(float[] values, int elements) throws IOException {
        if (ahead.remaining() < encoding.maxBytes(elements) && position < sizeBytes) {
            ahead.compact();
            ahead.limit((int) Math.min(ahead.capacity(), ahead.position() + sizeBytes - position));
            int begin = ahead.position();
            PartFile.readFully(channel, position, ahead);
            position += ahead.position() - begin;
            ahead.flip();
        }
        encoding.decode(ahead, values, elements);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
