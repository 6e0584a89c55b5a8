package dev.fedmoe.crds.client;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Quantity;
import org.jspecify.annotations.Nullable;

/** What a client may use: its node's allocatable resources less the pool's reserve and what other pods request. */
public class ClientCapacity {
    @JsonPropertyDescription("CPU for training.")
    public @Nullable Quantity cpu;

    @JsonPropertyDescription("Memory for training.")
    public @Nullable Quantity memory;

    @JsonPropertyDescription("Extended resource of an accelerator, if the node has one: nvidia.com/gpu.")
    public @Nullable String accelerator;

    @JsonPropertyDescription(
            "Expert slots this makes for the job that costs most; in a pool without jobs, for a small model.")
    public @Nullable Integer slots;
}
