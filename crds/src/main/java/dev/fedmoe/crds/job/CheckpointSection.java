package dev.fedmoe.crds.job;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.fedmoe.crds.CelFragments;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Quantity;
import org.jspecify.annotations.Nullable;

/** What is kept of the training, and where. */
public class CheckpointSection {
    @JsonPropertyDescription("A commit is kept every so many rounds. Every commit is durable, kept or not.")
    @Min(1) @Max(10000) public int every = 1;

    @JsonPropertyDescription("Commits kept on the volume.")
    @Min(2) @Max(1000) public int keep = 5;

    @JsonPropertyDescription("The coordinator's volume.")
    public VolumeSection volume = new VolumeSection();

    @JsonPropertyDescription("What becomes of the volume when the job is deleted: Retain or Delete.")
    public OnDelete onDelete = OnDelete.Retain;

    /** The coordinator's volume. */
    public static class VolumeSection {
        @JsonPropertyDescription("Size of the volume.")
        public Quantity size = new Quantity("1Gi");

        @JsonPropertyDescription("Storage class. Absent: the cluster's default.")
        @Size(min = 1, max = 253) @Pattern(CelFragments.NAME) public @Nullable String storageClassName;
    }

    /** What becomes of the volume. */
    public enum OnDelete {
        Retain,
        Delete
    }
}
