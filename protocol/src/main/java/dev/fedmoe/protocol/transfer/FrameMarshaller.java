package dev.fedmoe.protocol.transfer;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import io.grpc.MethodDescriptor.Marshaller;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;

/**
 * Protobuf on the wire, without protobuf's copies of a chunk's content: a message that starts with the chunk field is
 * read and written by hand, all others by the generated code.
 */
final class FrameMarshaller<M extends MessageLite> implements Marshaller<TransferFrame<M>> {
    private final int chunkTag;
    private final Parser<M> parser;
    private final ChunkBuffers buffers;

    /** {@code chunkField} is the number of the stream message's {@code Chunk} field, below 16. */
    FrameMarshaller(int chunkField, Parser<M> parser, ChunkBuffers buffers) {
        this.chunkTag = (chunkField << 3) | WireReader.LENGTH_DELIMITED;
        this.parser = parser;
        this.buffers = buffers;
    }

    @Override
    public InputStream stream(TransferFrame<M> frame) {
        if (frame instanceof TransferFrame.Piece<M> piece) {
            return new PieceStream(chunkTag, piece);
        }
        if (frame instanceof TransferFrame.Message<M> message) {
            return new ByteArrayInputStream(message.message().toByteArray());
        }
        throw new IllegalArgumentException("a garbled frame cannot be sent");
    }

    @Override
    public TransferFrame<M> parse(InputStream stream) {
        try (stream) {
            int tag = stream.read();
            if (tag == chunkTag) {
                return new WireReader(stream).piece(buffers);
            }
            InputStream whole = tag < 0
                    ? stream
                    : new SequenceInputStream(new ByteArrayInputStream(new byte[] {(byte) tag}), stream);
            return new TransferFrame.Message<>(parser.parseFrom(whole));
        } catch (InvalidProtocolBufferException e) {
            return new TransferFrame.Garbled<>(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
