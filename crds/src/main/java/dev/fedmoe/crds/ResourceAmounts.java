package dev.fedmoe.crds;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Quantity;
import org.jspecify.annotations.Nullable;

/** An amount of CPU and memory. */
public class ResourceAmounts {
    @JsonPropertyDescription("CPU, as in pods: 500m, 2.")
    public @Nullable Quantity cpu;

    @JsonPropertyDescription("Memory, as in pods: 512Mi, 2Gi.")
    public @Nullable Quantity memory;
}
