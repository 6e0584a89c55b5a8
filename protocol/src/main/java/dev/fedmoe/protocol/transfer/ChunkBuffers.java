package dev.fedmoe.protocol.transfer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Buffers for single chunks, off the heap and used again. Keeps a few; beyond that memory is the collector's. */
public final class ChunkBuffers {
    private final BlockingQueue<ByteBuffer> free;

    public ChunkBuffers(int kept) {
        free = new ArrayBlockingQueue<>(kept);
    }

    /** A little-endian buffer with exactly {@code size} bytes remaining; its content is arbitrary. */
    public ByteBuffer take(int size) {
        if (size > ChunkFormat.SEND_BYTES) {
            return ByteBuffer.allocateDirect(size).order(ByteOrder.LITTLE_ENDIAN);
        }
        ByteBuffer buffer = free.poll();
        if (buffer == null) {
            buffer = ByteBuffer.allocateDirect(ChunkFormat.SEND_BYTES);
        }
        return buffer.clear().limit(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Gives back a taken buffer, which its user must not touch again. One that is never given back is only collected later. */
    public void give(ByteBuffer buffer) {
        if (buffer.capacity() == ChunkFormat.SEND_BYTES) {
            boolean kept = free.offer(buffer);
            assert kept || free.remainingCapacity() == 0;
        }
    }
}
