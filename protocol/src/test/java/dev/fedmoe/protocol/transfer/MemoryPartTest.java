package dev.fedmoe.protocol.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class MemoryPartTest {
    private final MemoryPart part = MemoryPart.allocate(12);

    @Test
    void chunksFollowEachOther() throws IOException {
        part.append(ByteBuffer.wrap(new byte[] {1, 2, 3, 4}));
        part.append(ByteBuffer.wrap(new byte[] {5, 6, 7, 8, 9, 10, 11, 12}));

        assertThat(part.verifiedBytes()).isEqualTo(12);
        assertThat(part.isComplete()).isTrue();
        assertThat(part.bytes().getInt(0)).isEqualTo(0x04030201);
        assertThat(part.crc32c()).isEqualTo(ChunkFormat.crc32c(part.bytes()));
    }

    @Test
    void aChunkBeyondTheEndIsNotTaken() throws IOException {
        part.append(ByteBuffer.allocate(8));

        assertThatThrownBy(() -> part.append(ByteBuffer.allocate(8)))
                .isInstanceOf(IOException.class)
                .hasMessage("a chunk of 8 bytes at 8 exceeds the part's 12 bytes");
        assertThat(part.verifiedBytes()).isEqualTo(8);
    }

    @Test
    void resetForgetsEverything() throws IOException {
        part.append(ByteBuffer.wrap(new byte[] {1, 2, 3, 4}));
        part.reset();

        assertThat(part.verifiedBytes()).isZero();
        assertThat(part.crc32c()).isEqualTo(ChunkFormat.crc32c(ByteBuffer.allocate(0)));
    }

    @Test
    void whatItsOwnerWroteIsReadBackFromAnyOffset() {
        part.bytes().putInt(8, 7);
        part.written();
        var read = ByteBuffer.allocate(8);

        part.read(4, read);

        assertThat(read.array()).containsExactly(0, 0, 0, 0, 7, 0, 0, 0);
        assertThat(part.crc32c()).isEqualTo(ChunkFormat.crc32c(part.bytes()));
    }

    @Test
    void buffersAreUsedAgain() {
        var buffers = new ChunkBuffers(1);
        ByteBuffer first = buffers.take(4096);
        buffers.give(first);

        assertThat(buffers.take(8)).isSameAs(first).satisfies(again -> assertThat(again.remaining())
                .isEqualTo(8));
        assertThat(buffers.take(8)).isNotSameAs(first);
    }
}
