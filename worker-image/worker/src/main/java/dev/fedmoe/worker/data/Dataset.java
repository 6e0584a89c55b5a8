package dev.fedmoe.worker.data;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Samples and their labels. Images stay bytes in memory and become floats in 0 … 1 only in a batch; a selection shares
 * the memory of what it was selected from.
 */
public final class Dataset {
    private final Rows rows;
    private final int[] labels;
    private final int[] samples;
    private final SampleShape shape;

    private Dataset(Rows rows, int[] labels, int[] samples, SampleShape shape) {
        this.rows = rows;
        this.labels = labels;
        this.samples = samples;
        this.shape = shape;
    }

    /** Values 0 … 255, sample after sample; read as value ÷ 255. The arrays are kept, not copied. */
    public static Dataset ofBytes(byte[] values, int[] labels, SampleShape shape) {
        return of(new ByteRows(values, shape.inputSize()), values.length, labels, shape);
    }

    /** Values as they are, sample after sample. The arrays are kept, not copied. */
    public static Dataset ofFloats(float[] values, int[] labels, SampleShape shape) {
        return of(new FloatRows(values, shape.inputSize()), values.length, labels, shape);
    }

    private static Dataset of(Rows rows, int values, int[] labels, SampleShape shape) {
        if (values != Math.multiplyExact(labels.length, shape.inputSize())) {
            throw new IllegalArgumentException(
                    values + " values are not " + labels.length + " samples of " + shape.inputSize());
        }
        return new Dataset(rows, labels, IntStream.range(0, labels.length).toArray(), shape);
    }

    public int size() {
        return samples.length;
    }

    public SampleShape shape() {
        return shape;
    }

    public int label(int sample) {
        return labels[samples[sample]];
    }

    /** Of all samples, in order. */
    public IntStream labels() {
        return IntStream.of(samples).map(sample -> labels[sample]);
    }

    /** Puts one sample's values at the buffer's position. */
    public void copyTo(int sample, FloatBuffer destination) {
        rows.copyTo(samples[sample], destination);
    }

    /** The bytes of one sample; only for a data set read from bytes. */
    public byte[] bytes(int sample) {
        return rows.bytes(samples[sample]);
    }

    /** The samples at these positions, in this order. */
    public Dataset select(int[] positions) {
        int[] selected = IntStream.of(positions).map(p -> samples[p]).toArray();
        return new Dataset(rows, labels, selected, shape);
    }

    /** The same samples under other labels: each is replaced by what {@code names} makes of it. */
    public Dataset relabelled(IntUnaryOperator names) {
        return new Dataset(rows, IntStream.of(labels).map(names).toArray(), samples, shape);
    }

    private interface Rows {
        void copyTo(int row, FloatBuffer destination);

        byte[] bytes(int row);
    }

    private static final class ByteRows implements Rows {
        private static final float[] SCALED = new float[256];

        static {
            for (int i = 0; i < SCALED.length; i++) {
                SCALED[i] = i / 255f;
            }
        }

        private final byte[] values;
        private final int width;

        ByteRows(byte[] values, int width) {
            this.values = values;
            this.width = width;
        }

        @Override
        public void copyTo(int row, FloatBuffer destination) {
            int start = row * width;
            for (int i = start; i < start + width; i++) {
                destination.put(SCALED[values[i] & 0xff]);
            }
        }

        @Override
        public byte[] bytes(int row) {
            return Arrays.copyOfRange(values, row * width, (row + 1) * width);
        }
    }

    private static final class FloatRows implements Rows {
        private final float[] values;
        private final int width;

        FloatRows(float[] values, int width) {
            this.values = values;
            this.width = width;
        }

        @Override
        public void copyTo(int row, FloatBuffer destination) {
            destination.put(values, row * width, width);
        }

        @Override
        public byte[] bytes(int row) {
            throw new IllegalStateException("samples read from text have no bytes");
        }
    }
}
