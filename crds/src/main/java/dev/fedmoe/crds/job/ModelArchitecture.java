package dev.fedmoe.crds.job;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The layers around the experts. */
public enum ModelArchitecture {
    @JsonProperty("mlp-moe")
    MlpMoe,
    @JsonProperty("conv-moe")
    ConvMoe
}
