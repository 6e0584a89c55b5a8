package dev.fedmoe.protocol.transfer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;

/**
 * Finds the largest magnitude among 32-bit floats. Their bits without the sign order as integers do, infinity and NaN
 * above all numbers, and the JIT turns an integer maximum over an array into vector instructions.
 */
public final class ValueScan {
    private static final int BLOCK = 4096;
    private static final int MAGNITUDE = 0x7fffffff;

    private final int[] block = new int[BLOCK];

    /** Largest |x| of the little-endian floats that remain: NaN if any is NaN, else infinite if any is. */
    public float largest(ByteBuffer content) {
        IntBuffer bits = content.duplicate().order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
        int largest = 0;
        while (bits.hasRemaining()) {
            int run = Math.min(BLOCK, bits.remaining());
            bits.get(block, 0, run);
            largest = Math.max(largest, largest(run));
        }
        return Float.intBitsToFloat(largest);
    }

    private int largest(int run) {
        int largest = 0;
        for (int i = 0; i < run; i++) {
            largest = Math.max(largest, block[i] & MAGNITUDE);
        }
        return largest;
    }
}
