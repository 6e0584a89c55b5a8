package dev.fedmoe.crds.pool;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.fedmoe.crds.CelFragments;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** How clients are measured. */
public class ProfilingSection {
    @JsonPropertyDescription("False: placement goes by declared CPU and memory alone.")
    public boolean enabled = true;

    @JsonPropertyDescription("Age at which a measurement is repeated, a duration.")
    @Size(max = CelFragments.SHORT) @ValidationRule(
            value = CelFragments.DURATION,
            messageExpression = "'interval (' + self + ') must be a duration of at least 1s, such as 90s or 24h'")
    public String interval = "24h";
}
