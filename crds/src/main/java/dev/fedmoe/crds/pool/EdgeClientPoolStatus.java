package dev.fedmoe.crds.pool;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a pool stands. */
public class EdgeClientPoolStatus {
    @JsonPropertyDescription("Generation of the spec this status speaks of.")
    public @Nullable Long observedGeneration;

    @JsonPropertyDescription("Ready clients of all: 5/6.")
    public @Nullable String ready;

    @JsonPropertyDescription("Slots in use of all: 11/16.")
    public @Nullable String slots;

    @JsonPropertyDescription("Jobs that hold slots.")
    public @Nullable Integer jobs;

    @JsonPropertyDescription("Nodes that match.")
    public @Nullable Integer clients;

    @JsonPropertyDescription("Clients that can train now.")
    public @Nullable Integer readyClients;

    @JsonPropertyDescription("Clients that have been measured.")
    public @Nullable Integer profiledClients;

    @JsonPropertyDescription("Slots in use.")
    public @Nullable Integer slotsUsed;

    @JsonPropertyDescription("Slots of all ready clients.")
    public @Nullable Integer slotsTotal;

    @JsonPropertyDescription("What holds, since when and why.")
    public List<Condition> conditions = new ArrayList<>();
}
