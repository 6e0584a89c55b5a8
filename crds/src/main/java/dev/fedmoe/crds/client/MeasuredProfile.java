package dev.fedmoe.crds.client;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** What has been measured of a client. */
public class MeasuredProfile {
    @JsonPropertyDescription("Training samples a second.")
    public @Nullable Integer samplesPerSecond;

    @JsonPropertyDescription("Upload, megabits a second.")
    public @Nullable Integer upMegabits;

    @JsonPropertyDescription("Download, megabits a second.")
    public @Nullable Integer downMegabits;

    @JsonPropertyDescription("Share of its tasks answered in time, a decimal in [0, 1].")
    public @Nullable String reliability;

    @JsonPropertyDescription("When it was measured.")
    public @Nullable String time;
}
