package dev.fedmoe.protocol.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import dev.fedmoe.protocol.v1alpha1.Chunk;
import dev.fedmoe.protocol.v1alpha1.PartBegin;
import dev.fedmoe.protocol.v1alpha1.UploadFrame;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hand-written frames are the generated messages, byte for byte. */
class FrameMarshallerTest {
    private final FrameMarshaller<UploadFrame> marshaller =
            new FrameMarshaller<>(UploadFrame.CHUNK_FIELD_NUMBER, UploadFrame.parser(), new ChunkBuffers(2));

    @ParameterizedTest
    @ValueSource(ints = {1, 127, 128, 16_384, 524_288, 1_048_576})
    void protobufReadsWhatWeWrite(int size) throws IOException {
        ByteBuffer content = content(size);

        var frame = UploadFrame.parseFrom(marshaller.stream(new TransferFrame.Piece<>(1L << 33, 0xdeadbeef, content))
                .readAllBytes());

        assertThat(frame).isEqualTo(chunk(1L << 33, 0xdeadbeef, content));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 16_384, 524_288, 1_048_576})
    void weReadWhatProtobufWrites(int size) {
        ByteBuffer content = content(size);

        TransferFrame<UploadFrame> frame = parse(chunk(12, -1, content).toByteArray());

        assertThat(frame).isEqualTo(new TransferFrame.Piece<>(12, -1, content));
    }

    @Test
    void fieldsWeDoNotKnowArePassedOver() {
        ByteBuffer content = content(8);
        var unknown = UnknownFieldSet.newBuilder()
                .addField(
                        9,
                        UnknownFieldSet.Field.newBuilder()
                                .addVarint(5)
                                .addFixed64(6)
                                .addFixed32(7)
                                .addLengthDelimited(ByteString.copyFromUtf8("later"))
                                .build())
                .build();
        var later = chunk(4, 5, content).toBuilder();
        later.getChunkBuilder().setUnknownFields(unknown);

        assertThat(parse(later.build().toByteArray())).isEqualTo(new TransferFrame.Piece<>(4, 5, content));
    }

    @Test
    void otherMessagesPassThrough() {
        var begin = UploadFrame.newBuilder()
                .setBegin(PartBegin.newBuilder().setSizeBytes(8))
                .build();

        assertThat(parse(begin.toByteArray())).isEqualTo(new TransferFrame.Message<>(begin));
        assertThat(parse(new byte[0])).isEqualTo(new TransferFrame.Message<>(UploadFrame.getDefaultInstance()));
    }

    @Test
    void aFrameCutAnywhereIsGarbled() {
        byte[] whole = chunk(70_000, 5, content(16)).toByteArray();
        for (int length = 1; length < whole.length; length++) {
            assertThat(parse(Arrays.copyOf(whole, length))).isInstanceOf(TransferFrame.Garbled.class);
        }
    }

    @Test
    void aLengthBeyondTheFrameIsGarbledBeforeAnythingIsAllocated() {
        byte[] liar = {26, 6, 26, -1, -1, -1, -1, 7};

        assertThat(parse(liar)).isInstanceOf(TransferFrame.Garbled.class);
    }

    private TransferFrame<UploadFrame> parse(byte[] bytes) {
        InputStream stream = new ByteArrayInputStream(bytes);
        return marshaller.parse(stream);
    }

    private static UploadFrame chunk(long offset, int crc, ByteBuffer content) {
        return UploadFrame.newBuilder()
                .setChunk(Chunk.newBuilder()
                        .setOffset(offset)
                        .setCrc32C(crc)
                        .setContent(ByteString.copyFrom(content.duplicate())))
                .build();
    }

    private static ByteBuffer content(int size) {
        var content = ByteBuffer.allocate(size);
        for (int i = 0; i < size; i++) {
            content.put(i, (byte) (i * 31));
        }
        return content;
    }
}
