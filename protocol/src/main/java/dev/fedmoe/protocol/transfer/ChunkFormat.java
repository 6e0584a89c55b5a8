package dev.fedmoe.protocol.transfer;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Sizes and digest of a chunk. */
public final class ChunkFormat {
    /** Largest chunk a receiver takes. */
    public static final int MAX_BYTES = 1 << 20;

    /**
     * What our senders send: large enough to amortise a message's cost, small enough to stay in a core's cache. With its
     * frame it just fits half a MiB, a size the transport's pool has.
     */
    public static final int SEND_BYTES = 508 << 10;

    /** Room for the fields around a chunk's content. */
    public static final int MAX_MESSAGE_BYTES = MAX_BYTES + (64 << 10);

    private ChunkFormat() {}

    /** CRC-32C of what remains in the buffer, whose position stays. */
    public static int crc32c(ByteBuffer content) {
        var crc = new CRC32C();
        crc.update(content.duplicate());
        return (int) crc.getValue();
    }
}
