package dev.fedmoe.core.capacity;

import dev.fedmoe.core.model.ModelSpec;
import dev.fedmoe.core.model.PartId;

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
        var part = model.manifest().part(PartId.expert(0));
        long parameters = part.sizeBytes();
        // Gathered input and output of width hidden; inside, before and after the ReLU.
        long values = (long) batchSize * 2 * (model.hidden() + model.expertHidden());
        return new ExpertCost(
                parameters,
                parameters,
                parameters * optimizer.stateCopies(),
                values * JobCost.VALUE_AND_GRADIENT_BYTES,
                part.elements() * JobCost.FLOPS_PER_PARAMETER);
    }

    public long memoryBytes() {
        return parameterBytes + gradientBytes + optimizerBytes + activationBytes;
    }
}
