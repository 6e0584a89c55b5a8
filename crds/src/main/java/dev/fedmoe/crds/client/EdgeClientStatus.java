package dev.fedmoe.crds.client;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client can do and does. Written at a bounded rate. */
public class EdgeClientStatus {
    @JsonPropertyDescription("Generation of the spec this status speaks of.")
    public @Nullable Long observedGeneration;

    @JsonPropertyDescription("Ready, NotReady, Cordoned, Tainted or NoData.")
    public @Nullable State state;

    @JsonPropertyDescription("Slots in use of all: 3/4.")
    public @Nullable String slots;

    @JsonPropertyDescription("Training speed: 820/s. Absent until measured.")
    public @Nullable String speed;

    @JsonPropertyDescription("The slower direction of its link: 48Mb/s. Absent until measured.")
    public @Nullable String link;

    @JsonPropertyDescription("Experts it holds, by job: fashion:0,3,5.")
    public @Nullable String holds;

    @JsonPropertyDescription("What it may use, as declared by its node.")
    public @Nullable ClientCapacity capacity;

    @JsonPropertyDescription("What has been measured; absent until then.")
    public @Nullable MeasuredProfile measured;

    @JsonPropertyDescription("What it holds now, one row per job.")
    public List<ClientHolding> holdings = new ArrayList<>();

    @JsonPropertyDescription("What holds, since when and why.")
    public List<Condition> conditions = new ArrayList<>();

    /** Whether its node can train. */
    public enum State {
        Ready,
        NotReady,
        Cordoned,
        Tainted,
        /** The claim with its data is missing or has lost its volume. */
        NoData
    }
}
