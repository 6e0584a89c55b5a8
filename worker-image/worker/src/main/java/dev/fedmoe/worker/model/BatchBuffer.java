package dev.fedmoe.worker.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.fedmoe.worker.data.Dataset;
import dev.fedmoe.worker.data.SampleShape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Room for the samples of one step, filled anew for each; the tensors it hands out read this memory directly. */
public final class BatchBuffer {
    private final long[] shape;
    private final int inputSize;
    private final ByteBuffer inputs;
    private final ByteBuffer labels;
    private int size;

    public BatchBuffer(SampleShape sample, int capacity) {
        inputSize = sample.inputSize();
        shape = new long[sample.input().size() + 1];
        for (int d = 1; d < shape.length; d++) {
            shape[d] = sample.input().get(d - 1);
        }
        inputs = direct((long) capacity * inputSize * Float.BYTES);
        labels = direct((long) capacity * Long.BYTES);
    }

    private static ByteBuffer direct(long sizeBytes) {
        return ByteBuffer.allocateDirect(Math.toIntExact(sizeBytes)).order(ByteOrder.nativeOrder());
    }

    /** Holds {@code count} samples of {@code order} from {@code start} on. Tensors handed out before become invalid. */
    public void fill(Dataset dataset, int[] order, int start, int count) {
        var values = inputs.clear().asFloatBuffer();
        var classes = labels.clear().asLongBuffer();
        for (int i = start; i < start + count; i++) {
            dataset.copyTo(order[i], values);
            classes.put(dataset.label(order[i]));
        }
        size = count;
    }

    public int size() {
        return size;
    }

    int label(int row) {
        return (int) labels.getLong(row * Long.BYTES);
    }

    NDArray inputs(NDManager scope) {
        long[] dimensions = shape.clone();
        dimensions[0] = size;
        return scope.create(
                inputs.clear().limit(size * inputSize * Float.BYTES), new Shape(dimensions), DataType.FLOAT32);
    }

    /** {@code [size, 1]}, to gather by. */
    NDArray labels(NDManager scope) {
        return scope.create(labels.clear().limit(size * Long.BYTES), new Shape(size, 1), DataType.INT64);
    }
}
