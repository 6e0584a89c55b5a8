package dev.fedmoe.worker.train;

import ai.djl.ndarray.NDManager;
import dev.fedmoe.worker.model.Adam;
import dev.fedmoe.worker.model.Optimizer;
import dev.fedmoe.worker.model.Sgd;

/** Optimizers by the name manifests give them. */
final class OptimizerFactory {
    private OptimizerFactory() {}

    static Optimizer create(NDManager manager, dev.fedmoe.protocol.v1alpha1.Optimizer settings) {
        return switch (settings.getName()) {
            case "SGD" -> new Sgd(manager, settings.getLearningRate(), settings.getMomentum());
            case "Adam" -> new Adam(manager, settings.getLearningRate());
            default ->
                throw new IllegalArgumentException(
                        "training.optimizer.name '" + settings.getName() + "' is unknown. Maybe SGD or Adam.");
        };
    }
}
