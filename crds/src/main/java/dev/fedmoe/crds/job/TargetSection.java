package dev.fedmoe.crds.job;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.fedmoe.crds.CelFragments;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Ends a job early. */
public class TargetSection {
    @JsonPropertyDescription(
            "GlobalAccuracy (G, on the test set of spec.evaluation), EstimatedGlobalAccuracy (g, by the clients on their own"
                    + " data; above G, the more so with training.logitAdjustment) or PersonalAccuracy (P, mean over clients on their own data).")
    @Required
    public MetricName metric = MetricName.EstimatedGlobalAccuracy;

    @JsonPropertyDescription("The value to reach, a decimal above 0 and up to 1.")
    @Required
    @Size(max = CelFragments.SHORT) @ValidationRule(
            value = CelFragments.POSITIVE_SHARE,
            messageExpression = "'value (' + self + ') must be a decimal above 0 and up to 1, such as \"0.90\"'")
    public String value = "";

    /** What accuracy is meant. */
    public enum MetricName {
        GlobalAccuracy,
        EstimatedGlobalAccuracy,
        PersonalAccuracy
    }
}
