package dev.fedmoe.protocol.transfer;

import com.google.protobuf.CodedOutputStream;
import io.grpc.Drainable;
import io.grpc.KnownLength;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** A chunk's wire form: gRPC drains it into its own buffer before the send call returns, so the content may be reused. */
final class PieceStream extends InputStream implements Drainable, KnownLength {
    private static final int SCRATCH_BYTES = 16 << 10;

    private final ByteBuffer head;
    private final ByteBuffer content;

    PieceStream(int chunkTag, TransferFrame.Piece<?> piece) {
        content = piece.content().duplicate();
        head = head(chunkTag, piece);
    }

    private static ByteBuffer head(int chunkTag, TransferFrame.Piece<?> piece) {
        int length = piece.content().remaining();
        int inside = CodedOutputStream.computeInt64Size(1, piece.offset())
                + CodedOutputStream.computeFixed32Size(2, piece.crc32c())
                + CodedOutputStream.computeTagSize(3)
                + CodedOutputStream.computeUInt32SizeNoTag(length);
        var bytes = new byte[1 + CodedOutputStream.computeUInt32SizeNoTag(inside + length) + inside];
        var out = CodedOutputStream.newInstance(bytes);
        try {
            out.writeUInt32NoTag(chunkTag);
            out.writeUInt32NoTag(inside + length);
            out.writeInt64(1, piece.offset());
            out.writeFixed32(2, piece.crc32c());
            out.writeTag(3, WireReader.LENGTH_DELIMITED);
            out.writeUInt32NoTag(length);
            out.checkNoSpaceLeft();
        } catch (IOException e) {
            throw new IllegalStateException("the array is exactly as long as its fields", e);
        }
        return ByteBuffer.wrap(bytes);
    }

    @Override
    public int drainTo(OutputStream target) throws IOException {
        int drained = available();
        var scratch = new byte[Math.min(SCRATCH_BYTES, drained)];
        for (int run = read(scratch, 0, scratch.length); run > 0; run = read(scratch, 0, scratch.length)) {
            target.write(scratch, 0, run);
        }
        return drained;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        ByteBuffer next = head.hasRemaining() ? head : content;
        if (!next.hasRemaining() && length > 0) {
            return -1;
        }
        int run = Math.min(length, next.remaining());
        next.get(target, offset, run);
        return run;
    }

    @Override
    public int read() {
        ByteBuffer next = head.hasRemaining() ? head : content;
        return next.hasRemaining() ? next.get() & 0xff : -1;
    }

    @Override
    public int available() {
        return head.remaining() + content.remaining();
    }
}
