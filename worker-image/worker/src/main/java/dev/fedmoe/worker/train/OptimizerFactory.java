package dev.fedmoe.worker.train;

import ai.djl.ndarray.NDManager;
import dev.fedmoe.core.job.training.OptimizerSpec;
import dev.fedmoe.worker.model.Adam;
import dev.fedmoe.worker.model.Optimizer;
import dev.fedmoe.worker.model.Sgd;

/** From what a job says of its optimizer to the optimizer. */
final class OptimizerFactory {
    private OptimizerFactory() {}

    static Optimizer create(NDManager manager, OptimizerSpec spec) {
        return switch (spec.kind()) {
            case SGD -> new Sgd(manager, spec.learningRate(), spec.momentum());
            case ADAM -> new Adam(manager, spec.learningRate());
        };
    }
}
