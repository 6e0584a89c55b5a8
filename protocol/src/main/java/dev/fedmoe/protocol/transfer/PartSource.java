package dev.fedmoe.protocol.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Random access to the bytes of one part. Safe for use by several threads. */
public interface PartSource extends AutoCloseable {
    long sizeBytes();

    /** CRC-32C of the whole part. */
    int crc32c();

    /** Fills {@code destination} from {@code offset}; the caller never asks beyond the end. */
    void read(long offset, ByteBuffer destination) throws IOException;

    @Override
    void close();
}
