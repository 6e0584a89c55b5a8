package dev.fedmoe.crds.job;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** What clients may reveal beyond their updates. */
public class PrivacySection {
    @JsonPropertyDescription(
            "Whether clients send a histogram of their labels to help alignment: None, Noised or Exact.")
    public LabelSketch labelSketch = LabelSketch.None;

    /** Whether a client's label histogram leaves its node. */
    public enum LabelSketch {
        None,
        Noised,
        Exact
    }
}
