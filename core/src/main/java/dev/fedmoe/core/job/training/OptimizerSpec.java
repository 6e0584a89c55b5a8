package dev.fedmoe.core.job.training;

import dev.fedmoe.core.capacity.OptimizerKind;
import dev.fedmoe.core.job.validation.SpecField;

/**
 * How weights move in a step.
 *
 * @param learningRate above 0
 * @param momentum in [0, 1); 0 for an optimizer that has none
 * @param clipNorm global gradient norm above which gradients are scaled down; 0 turns clipping off
 */
public record OptimizerSpec(OptimizerKind kind, double learningRate, double momentum, double clipNorm) {
    public static final OptimizerSpec DEFAULT = of(OptimizerKind.SGD);

    public OptimizerSpec {
        new SpecField("training.optimizer.learningRate").positive(learningRate);
        new SpecField("training.optimizer.momentum").belowOne(momentum);
        new SpecField("training.optimizer.clipNorm").notNegative(clipNorm);
    }

    /** The usual settings of this optimizer. */
    public static OptimizerSpec of(OptimizerKind kind) {
        return switch (kind) {
            case SGD -> new OptimizerSpec(kind, 0.05, 0.9, 1);
            case ADAM -> new OptimizerSpec(kind, 0.001, 0, 1);
        };
    }
}
