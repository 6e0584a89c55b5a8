package dev.fedmoe.protocol.transfer;

import java.nio.ByteBuffer;

/**
 * One message of a transfer stream. On the wire these are the messages of federation.proto; in memory a chunk's content
 * stays in one direct buffer.
 */
public sealed interface TransferFrame<M> {
    /** Anything but a chunk. */
    record Message<M>(M message) implements TransferFrame<M> {}

    /**
     * A chunk.
     *
     * @param content its bytes; a received one belongs to {@link ChunkBuffers} and goes back there
     */
    record Piece<M>(long offset, int crc32c, ByteBuffer content) implements TransferFrame<M> {}

    /** Bytes that are no message of the stream. */
    record Garbled<M>(String reason) implements TransferFrame<M> {}
}
