package dev.fedmoe.core.capacity;

import dev.fedmoe.core.model.Architecture;
import dev.fedmoe.core.model.ModelSpec;
import dev.fedmoe.core.model.PartId;

/**
 * What a worker costs before it holds a single expert.
 *
 * @param processBytes the JVM with libtorch loaded
 * @param modelBytes shared part and gate with gradients, optimizer state and activations
 * @param dataBytes the client's samples, when they are kept in memory
 * @param transferBytes shared part and gate, one direction
 * @param flopsPerSample of one forward and backward pass outside the experts
 */
public record WorkerCost(long processBytes, long modelBytes, long dataBytes, long transferBytes, long flopsPerSample) {
    /** Resident memory of a worker that has trained a small model: 170 to 200 MiB seen, rounded up. */
    public static final long PROCESS_BYTES = 200L << 20;

    public static WorkerCost of(ModelSpec model, int batchSize, OptimizerKind optimizer) {
        var manifest = model.manifest();
        long parameters = manifest.part(PartId.SHARED).sizeBytes()
                + manifest.part(PartId.GATE).sizeBytes();
        long activations = batchSize * sharedValues(model) * JobCost.VALUE_AND_GRADIENT_BYTES;
        return new WorkerCost(
                PROCESS_BYTES,
                parameters * (2 + optimizer.stateCopies()) + activations,
                0,
                parameters,
                sharedFlops(model));
    }

    public WorkerCost withData(long bytes) {
        return new WorkerCost(processBytes, modelBytes, bytes, transferBytes, flopsPerSample);
    }

    public long memoryBytes() {
        return processBytes + modelBytes + dataBytes;
    }

    /** Values a sample leaves behind in the shared layers and the gate. */
    private static long sharedValues(ModelSpec model) {
        long dense = model.inputSize() + 3L * model.hidden() + 2L * model.experts() + 2L * model.classes();
        if (model.architecture() != Architecture.CONV_MOE) {
            return dense;
        }
        long area = (long) model.inputShape().get(1) * model.inputShape().get(2);
        // Each convolution: before and after the ReLU, and pooled to a quarter; the second on a quarter of the area.
        long first = ModelSpec.CONV1_CHANNELS * area * 9 / 4;
        long second = ModelSpec.CONV2_CHANNELS * (area / 4) * 9 / 4;
        return dense + first + second;
    }

    private static long sharedFlops(ModelSpec model) {
        long dense = 0;
        long convolved = 0;
        for (var tensor : model.manifest().part(PartId.SHARED).tensors()) {
            if (tensor.name().startsWith("shared.conv")) {
                long area =
                        (long) model.inputShape().get(1) * model.inputShape().get(2);
                convolved += tensor.elements() * (tensor.name().startsWith("shared.conv1") ? area : area / 4);
            } else {
                dense += tensor.elements();
            }
        }
        long gate = model.manifest().part(PartId.GATE).elements();
        return (dense + gate + convolved) * JobCost.FLOPS_PER_PARAMETER;
    }
}
