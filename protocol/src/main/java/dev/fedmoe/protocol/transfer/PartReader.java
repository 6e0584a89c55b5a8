package dev.fedmoe.protocol.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Cuts a part into chunks, from any offset on. */
public final class PartReader {
    private final PartSource source;
    private final ChunkBuffers buffers;
    private long offset;

    public PartReader(PartSource source, long offset, ChunkBuffers buffers) {
        this.source = source;
        this.offset = offset;
        this.buffers = buffers;
    }

    public boolean hasNext() {
        return offset < source.sizeBytes();
    }

    /** The next chunk. Its content goes back to the {@link ChunkBuffers} once sent. */
    public <M> TransferFrame.Piece<M> next() throws IOException {
        int size = (int) Math.min(ChunkFormat.SEND_BYTES, source.sizeBytes() - offset);
        ByteBuffer content = buffers.take(size);
        source.read(offset, content);
        content.flip();
        var piece = new TransferFrame.Piece<M>(offset, ChunkFormat.crc32c(content), content);
        offset += size;
        return piece;
    }
}
