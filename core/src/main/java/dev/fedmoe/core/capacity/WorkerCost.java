package dev.fedmoe.core.capacity;

import dev.fedmoe.core.model.ModelSpec;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.core.model.SampleCost;

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
        SampleCost sample = model.architecture().sharedCost(model);
        long activations = batchSize * sample.values() * JobCost.VALUE_AND_GRADIENT_BYTES;
        return new WorkerCost(
                PROCESS_BYTES,
                parameters * (2 + optimizer.stateCopies()) + activations,
                0,
                parameters,
                sample.multiplyAdds() * JobCost.FLOPS_PER_MULTIPLY_ADD);
    }

    public WorkerCost withData(long bytes) {
        return new WorkerCost(processBytes, modelBytes, bytes, transferBytes, flopsPerSample);
    }

    public long memoryBytes() {
        return processBytes + modelBytes + dataBytes;
    }
}
