package dev.fedmoe.core.capacity;

import dev.fedmoe.core.model.ModelSpec;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.core.model.SampleCost;

/**
 * What holding one more expert costs a worker.
 *
 * @param parameterBytes also what one transfer in one direction moves
 * @param activationBytes values kept between forward and backward pass and their gradients, when a whole batch is routed here
 * @param flopsPerSample of one forward and backward pass
 */
public record ExpertCost(
        long parameterBytes, long gradientBytes, long optimizerBytes, long activationBytes, long flopsPerSample) {

    public static ExpertCost of(ModelSpec model, int batchSize, OptimizerKind optimizer) {
        long parameters = model.manifest().part(PartId.expert(0)).sizeBytes();
        SampleCost sample = model.architecture().expertCost(model);
        return new ExpertCost(
                parameters,
                parameters,
                parameters * optimizer.stateCopies(),
                batchSize * sample.values() * JobCost.VALUE_AND_GRADIENT_BYTES,
                sample.multiplyAdds() * JobCost.FLOPS_PER_MULTIPLY_ADD);
    }

    public long memoryBytes() {
        return parameterBytes + gradientBytes + optimizerBytes + activationBytes;
    }
}
