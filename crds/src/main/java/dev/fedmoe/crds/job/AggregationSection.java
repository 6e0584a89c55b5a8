package dev.fedmoe.crds.job;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.fedmoe.crds.CelFragments;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** How the clients' updates become the next model. */
public class AggregationSection {
    @JsonPropertyDescription("Aggregated: one gate for all. Local: each client keeps its own.")
    public GateAggregation gate = GateAggregation.Aggregated;

    @JsonPropertyDescription("Largest weight of one client, in samples; claims above it count as this many.")
    @Min(1) @Max(1000000000) public long maxSamplesPerClient = 100_000;

    @JsonPropertyDescription(
            "Largest absolute value a weight may have, a decimal above 0; an update beyond it is refused.")
    @Size(max = CelFragments.SHORT) @ValidationRule(
            value = CelFragments.POSITIVE,
            messageExpression = "'maxAbsValue (' + self + ') must be a decimal above 0, such as \"1000\"'")
    public String maxAbsValue = "1000";

    /** Who owns the gate. */
    public enum GateAggregation {
        Aggregated,
        Local
    }
}
