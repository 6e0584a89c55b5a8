package dev.fedmoe.crds.job;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.fedmoe.crds.CelFragments;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** How weights move in a step. */
@ValidationRule(
        value = "self.name == 'SGD' || !has(self.momentum)",
        fieldPath = ".momentum",
        messageExpression = "'momentum (' + self.momentum + ') belongs to SGD, but name is ' + self.name")
public class OptimizerSection {
    @JsonPropertyDescription("SGD or Adam.")
    public OptimizerName name = OptimizerName.SGD;

    @JsonPropertyDescription("Learning rate, a decimal above 0 and up to 10. Absent: 0.05 for SGD, 0.001 for Adam.")
    @Size(max = CelFragments.SHORT) @ValidationRule(
            value = CelFragments.POSITIVE + " && double(self) <= 10.0",
            messageExpression =
                    "'learningRate (' + self + ') must be a decimal above 0 and up to 10, such as \"0.05\"'")
    public @Nullable String learningRate;

    @JsonPropertyDescription("Momentum of SGD, a decimal from 0 to below 1. Absent: 0.9.")
    @Size(max = CelFragments.SHORT) @ValidationRule(
            value = CelFragments.BELOW_ONE,
            messageExpression = "'momentum (' + self + ') must be a decimal from 0 to below 1, such as \"0.9\"'")
    public @Nullable String momentum;

    @JsonPropertyDescription("Norm above which gradients are scaled down, a decimal; 0 turns clipping off.")
    @Size(max = CelFragments.SHORT) @ValidationRule(
            value = CelFragments.NOT_NEGATIVE,
            messageExpression = "'clipNorm (' + self + ') must be a decimal of at least 0, such as \"1.0\"'")
    public String clipNorm = "1.0";

    /** The optimizers there are. */
    public enum OptimizerName {
        SGD,
        Adam
    }
}
