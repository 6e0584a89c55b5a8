package dev.fedmoe.protocol.transfer;

import dev.fedmoe.core.model.PartSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * One part in memory, off the heap: a sink to download into, a source to upload from. Its size comes from the manifest,
 * never from a peer.
 */
public final class MemoryPart implements PartSink, PartSource {
    private final ByteBuffer bytes;
    private final CRC32C crc = new CRC32C();
    private int verified;

    private MemoryPart(int sizeBytes) {
        bytes = ByteBuffer.allocateDirect(sizeBytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Room for the part; nothing verified yet. */
    public static MemoryPart allocate(PartSpec spec) {
        return allocate(spec.sizeBytes());
    }

    /** Room for so many bytes, below 2 GiB. */
    public static MemoryPart allocate(long sizeBytes) {
        return new MemoryPart(Math.toIntExact(sizeBytes));
    }

    /** All bytes of the part, little endian, position 0. Who writes into it calls {@link #written()} before it is sent. */
    public ByteBuffer bytes() {
        return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The owner has filled the whole part by way of {@link #bytes()}. */
    public synchronized void written() {
        verified = bytes.capacity();
        crc.reset();
        crc.update(bytes.duplicate());
    }

    public synchronized boolean isComplete() {
        return verified == bytes.capacity();
    }

    @Override
    public long sizeBytes() {
        return bytes.capacity();
    }

    @Override
    public synchronized long verifiedBytes() {
        return verified;
    }

    @Override
    public synchronized void append(ByteBuffer chunk) throws IOException {
        int length = chunk.remaining();
        if (length > bytes.capacity() - verified) {
            throw new IOException("a chunk of " + length + " bytes at " + verified + " exceeds the part's "
                    + bytes.capacity() + " bytes");
        }
        crc.update(chunk.duplicate());
        bytes.put(verified, chunk, chunk.position(), length);
        chunk.position(chunk.limit());
        verified += length;
    }

    @Override
    public synchronized int crc32c() {
        return (int) crc.getValue();
    }

    @Override
    public synchronized void reset() {
        verified = 0;
        crc.reset();
    }

    @Override
    public void read(long offset, ByteBuffer destination) {
        int length = destination.remaining();
        destination.put(bytes.duplicate().position(Math.toIntExact(offset)).limit(Math.toIntExact(offset + length)));
    }

    /** Nothing to release: the memory goes with the object. */
    @Override
    public void close() {}
}
