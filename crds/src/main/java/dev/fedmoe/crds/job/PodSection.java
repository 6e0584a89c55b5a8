package dev.fedmoe.crds.job;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.fedmoe.crds.ResourceAmounts;

/** What may be said about a job's pods; never a raw pod spec. */
public class PodSection {
    @JsonPropertyDescription("CPU and memory to ask for. Absent: worked out from the model.")
    public ResourceAmounts resources = new ResourceAmounts();
}
