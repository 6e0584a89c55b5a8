package dev.fedmoe.controlplane.job;

import dev.fedmoe.core.capacity.JobCost;
import dev.fedmoe.core.capacity.OptimizerKind;
import dev.fedmoe.core.capacity.RequestedResources;
import dev.fedmoe.core.model.ArchitectureRegistry;
import dev.fedmoe.core.model.ModelSpec;
import dev.fedmoe.crds.ResourceAmounts;
import dev.fedmoe.protocol.v1alpha1.ModelSettings;
import dev.fedmoe.protocol.v1alpha1.TrainingSettings;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Settings of the wire as values of the brain. */
public final class Models {
    private Models() {}

    /** The shape of the model. Fails on settings that did not come from {@link JobTranslation}. */
    public static ModelSpec of(ModelSettings model) {
        return new ModelSpec(
                ArchitectureRegistry.find(model.getArchitecture()).orElseThrow(),
                model.getInputShapeList(),
                model.getClasses(),
                model.getExperts(),
                model.getTopK(),
                model.getHidden(),
                model.getExpertHidden());
    }

    static RequestedResources asked(ResourceAmounts amounts) {
        return new RequestedResources(whole(amounts.cpu, 1000), whole(amounts.memory, 1));
    }

    private static OptionalLong whole(@Nullable Quantity amount, int unit) {
        return amount == null
                ? OptionalLong.empty()
                : OptionalLong.of(Quantity.getAmountInBytes(amount)
                        .multiply(BigDecimal.valueOf(unit))
                        .setScale(0, RoundingMode.UP)
                        .longValueExact());
    }

    static JobCost cost(ModelSpec model, TrainingSettings training) {
        var optimizer = OptimizerKind.parse(training.getOptimizer().getName()).orElseThrow();
        return JobCost.of(model, training.getBatchSize(), optimizer);
    }
}
