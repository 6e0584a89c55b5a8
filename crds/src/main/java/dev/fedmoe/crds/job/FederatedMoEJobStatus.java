package dev.fedmoe.crds.job;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a job stands. Texts such as {@code 12/50} are made for the columns of kubectl. */
public class FederatedMoEJobStatus {
    @JsonPropertyDescription("Generation of the spec this status speaks of.")
    public @Nullable Long observedGeneration;

    @JsonPropertyDescription("Where the job is in its life.")
    public @Nullable Phase phase;

    @JsonPropertyDescription("Committed rounds of all rounds: 12/50.")
    public @Nullable String round;

    @JsonPropertyDescription("Live clients of those placed: 7/8.")
    public @Nullable String clients;

    @JsonPropertyDescription("Experts that are being trained, of all: 8/8.")
    public @Nullable String experts;

    @JsonPropertyDescription("100 % less the coefficient of variation of the experts' load: 91%.")
    public @Nullable String balance;

    @JsonPropertyDescription("Coefficient of variation of the experts' load, a decimal; 0 is even.")
    public @Nullable String loadVariation;

    @JsonPropertyDescription(
            "Newest accuracy with its kind: G (test set), g (estimated by clients) or P (clients' own data).")
    public @Nullable String metric;

    @JsonPropertyDescription("Best accuracy so far with its kind and round.")
    public @Nullable BestMetric bestMetric;

    @JsonPropertyDescription("One row per expert, by number.")
    public List<ExpertRow> expertRows = new ArrayList<>();

    @JsonPropertyDescription("Where the exported model lies; absent until the job is complete.")
    public @Nullable ModelLocation model;

    @JsonPropertyDescription("The volume that keeps the training; absent until there is one.")
    public @Nullable CheckpointStatus checkpoint;

    @JsonPropertyDescription("When the first round opened, or the first one after a pause.")
    public @Nullable String startTime;

    @JsonPropertyDescription("When the job ended.")
    public @Nullable String completionTime;

    @JsonPropertyDescription("What holds, since when and why.")
    public List<Condition> conditions = new ArrayList<>();

    /** Where a job is in its life. */
    public enum Phase {
        Pending,
        Training,
        Suspended,
        Complete,
        Failed
    }

    /** The best accuracy so far. */
    public static class BestMetric {
        @JsonPropertyDescription("Kind and value: G 0.871.")
        public String value = "";

        @JsonPropertyDescription("Committed round it was measured on.")
        public int round = 0;
    }

    /** The volume that keeps the training. Another claim of the same name is not it. */
    public static class CheckpointStatus {
        @JsonPropertyDescription("metadata.uid of the claim.")
        public String claimUid = "";

        @JsonPropertyDescription("Newest round committed to it.")
        public int round = 0;
    }

    /** Where the exported model lies. */
    public static class ModelLocation {
        @JsonPropertyDescription("Claim of the volume.")
        public @Nullable String claimName;

        @JsonPropertyDescription("Path in the volume.")
        public String path = "";
    }
}
