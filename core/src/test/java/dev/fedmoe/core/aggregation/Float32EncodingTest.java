package dev.fedmoe.core.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class Float32EncodingTest {
    private final Float32Encoding encoding = new Float32Encoding();

    @Test
    void everyBitOfAPartOfSeveralBlocksComesBack() {
        byte[] bits = new byte[(2 * UpdateEncoding.BLOCK_ELEMENTS + 3) * Float.BYTES];
        new SplittableRandom(1).nextBytes(bits);
        var part = ByteBuffer.wrap(bits).order(ByteOrder.LITTLE_ENDIAN);
        var travelling = ByteBuffer.allocate(bits.length).order(ByteOrder.LITTLE_ENDIAN);
        var arrived = ByteBuffer.allocate(bits.length).order(ByteOrder.LITTLE_ENDIAN);

        encoding.encode(part.asFloatBuffer(), travelling);
        travelling.flip();
        var block = new float[UpdateEncoding.BLOCK_ELEMENTS];
        while (travelling.hasRemaining()) {
            int elements = Math.min(block.length, travelling.remaining() / Float.BYTES);
            encoding.decode(travelling, block, elements);
            encoding.encode(block, elements, arrived);
        }

        assertThat(arrived.array()).isEqualTo(bits);
    }

    @Test
    void aBlockTakesFourBytesAValue() {
        assertThat(encoding.maxBytes(7)).isEqualTo(28);
    }
}
