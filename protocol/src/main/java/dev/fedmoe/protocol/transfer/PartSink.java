package dev.fedmoe.protocol.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Takes the bytes of one part in order. Used by one thread at a time; survives the stream that fills it. */
public interface PartSink {
    /** Bytes already verified and kept: where a resumed transfer goes on. */
    long verifiedBytes();

    /** Keeps one verified chunk, which follows directly on {@link #verifiedBytes()}. */
    void append(ByteBuffer chunk) throws IOException;

    /** CRC-32C of everything kept so far. */
    int crc32c();

    /** Forgets everything kept, after the whole part proved wrong. */
    void reset() throws IOException;
}
