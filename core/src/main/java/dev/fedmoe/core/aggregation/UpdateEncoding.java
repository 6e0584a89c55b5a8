package dev.fedmoe.core.aggregation;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/**
 * How the values of an update travel: a worker encodes, the coordinator decodes straight into its aggregation. Both work through a part
 * block by block, so that neither needs a second copy of it. A block is {@link #BLOCK_ELEMENTS} consecutive elements of the part, its
 * tensors one after the other; the last one has what is left.
 */
public interface UpdateEncoding {
    /** Elements of a block. */
    int BLOCK_ELEMENTS = 4096;

    /** Most bytes that a block of so many elements takes: what a reader makes room for, whatever a peer says. */
    int maxBytes(int elements);

    /** Writes the first {@code elements} of {@code values} as one block at the position of {@code target}, which is little endian. */
    void encode(float[] values, int elements, ByteBuffer target);

    /** Writes the values that remain, those of a whole part, block after block. */
    default void encode(FloatBuffer part, ByteBuffer target) {
        var block = new float[BLOCK_ELEMENTS];
        while (part.hasRemaining()) {
            int elements = Math.min(BLOCK_ELEMENTS, part.remaining());
            part.get(block, 0, elements);
            encode(block, elements, target);
        }
    }

    /**
     * Reads one block into the first {@code elements} of {@code values}. The source is little endian, begins with the block and may go
     * on behind it; its position moves to the end of the block.
     */
    void decode(ByteBuffer source, float[] values, int elements);
}
