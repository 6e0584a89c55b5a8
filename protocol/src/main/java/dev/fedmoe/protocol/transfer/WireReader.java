package dev.fedmoe.protocol.transfer;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.HasByteBuffer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Reads one {@code Chunk}, straight from the transport's buffers into one of ours. */
final class WireReader {
    static final int LENGTH_DELIMITED = 2;
    private static final int OFFSET = 1 << 3;
    private static final int CRC = (2 << 3) | 5;
    private static final int CONTENT = (3 << 3) | LENGTH_DELIMITED;
    private static final int SCRATCH_BYTES = 16 << 10;

    private final InputStream stream;

    WireReader(InputStream stream) {
        this.stream = stream;
    }

    /** The stream stands behind the tag of the chunk. Throws InvalidProtocolBufferException when it is none. */
    <M> TransferFrame<M> piece(ChunkBuffers buffers) throws IOException {
        long length = varint();
        if (length != stream.available()) {
            throw new InvalidProtocolBufferException(
                    "a chunk of " + length + " bytes in a frame of " + stream.available());
        }
        long offset = 0;
        int crc = 0;
        ByteBuffer content = ByteBuffer.allocate(0);
        while (stream.available() > 0) {
            int tag = (int) varint();
            switch (tag) {
                case OFFSET -> offset = varint();
                case CRC -> crc = (int) fixed(4);
                case CONTENT -> content = content(buffers);
                default -> skip(tag);
            }
        }
        return new TransferFrame.Piece<>(offset, crc, content);
    }

    private ByteBuffer content(ChunkBuffers buffers) throws IOException {
        int length = length();
        ByteBuffer content = buffers.take(length);
        if (stream instanceof HasByteBuffer direct && direct.byteBufferSupported()) {
            while (content.hasRemaining()) {
                ByteBuffer next = direct.getByteBuffer();
                if (next == null) {
                    throw truncated();
                }
                int run = Math.min(next.remaining(), content.remaining());
                content.put(next.limit(next.position() + run));
                stream.skipNBytes(run);
            }
        } else {
            var scratch = new byte[SCRATCH_BYTES];
            while (content.hasRemaining()) {
                int run = stream.read(scratch, 0, Math.min(scratch.length, content.remaining()));
                if (run < 0) {
                    throw truncated();
                }
                content.put(scratch, 0, run);
            }
        }
        return content.flip();
    }

    /** A length the rest of the frame, already limited and received, can hold. */
    private int length() throws IOException {
        long length = varint();
        if (length < 0 || length > stream.available()) {
            throw truncated();
        }
        return (int) length;
    }

    private void skip(int tag) throws IOException {
        switch (tag & 7) {
            case 0 -> varint();
            case 1 -> fixed(8);
            case LENGTH_DELIMITED -> stream.skipNBytes(length());
            case 5 -> fixed(4);
            default -> throw new InvalidProtocolBufferException("a field of unknown kind " + (tag & 7));
        }
    }

    private long varint() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = next();
            value |= ((long) (next & 0x7f)) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new InvalidProtocolBufferException("a number of more than ten bytes");
    }

    private long fixed(int bytes) throws IOException {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (long) next() << (8 * i);
        }
        return value;
    }

    private int next() throws IOException {
        int next = stream.read();
        if (next < 0) {
            throw truncated();
        }
        return next;
    }

    private static InvalidProtocolBufferException truncated() {
        return new InvalidProtocolBufferException("a frame that ends in the middle of a field");
    }
}
