package dev.fedmoe.bridge.job;

import dev.fedmoe.core.capacity.JobCost;
import dev.fedmoe.core.capacity.Optimizer;
import dev.fedmoe.core.model.Architecture;
import dev.fedmoe.core.model.ModelSpec;
import dev.fedmoe.protocol.v1alpha1.ModelSettings;
import dev.fedmoe.protocol.v1alpha1.TrainingSettings;

/** Settings of the wire as values of the brain. */
public final class Models {
    private Models() {}

    /** The shape of the model. Fails on settings that did not come from {@link JobTranslation}. */
    public static ModelSpec of(ModelSettings model) {
        return new ModelSpec(
                Architecture.parse(model.getArchitecture()).orElseThrow(),
                model.getInputShapeList(),
                model.getClasses(),
                model.getExperts(),
                model.getTopK(),
                model.getHidden(),
                model.getExpertHidden());
    }

    static JobCost cost(ModelSpec model, TrainingSettings training) {
        var optimizer = Optimizer.parse(training.getOptimizer().getName()).orElseThrow();
        return JobCost.of(model, training.getBatchSize(), optimizer);
    }
}
