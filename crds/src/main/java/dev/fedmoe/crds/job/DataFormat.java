package dev.fedmoe.crds.job;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Format of the private data's files. */
public enum DataFormat {
    @JsonProperty("idx")
    Idx,
    @JsonProperty("csv")
    Csv,
    @JsonProperty("images")
    Images
}
