package dev.fedmoe.core.aggregation;

import java.nio.ByteBuffer;

/** Every value as it is, in the four bytes of IEEE 754's single precision. */
public record Float32Encoding() implements UpdateEncoding {
    @Override
    public int maxBytes(int elements) {
        return Math.multiplyExact(elements, Float.BYTES);
    }

    @Override
    public void encode(float[] values, int elements, ByteBuffer target) {
        target.asFloatBuffer().put(values, 0, elements);
        target.position(target.position() + maxBytes(elements));
    }

    @Override
    public void decode(ByteBuffer source, float[] values, int elements) {
        source.asFloatBuffer().get(values, 0, elements);
        source.position(source.position() + maxBytes(elements));
    }
}
