package dev.fedmoe.core.model;

import java.util.Arrays;
import java.util.Optional;

/** The shared layers in front of the experts. */
public enum Architecture {
    /** One dense layer. */
    MLP_MOE("mlp-moe"),
    /** Two 3×3 convolutions with pooling, then one dense layer. */
    CONV_MOE("conv-moe");

    private final String label;

    Architecture(String label) {
        this.label = label;
    }

    public static Optional<Architecture> parse(String label) {
        return Arrays.stream(values()).filter(a -> a.label.equals(label)).findFirst();
    }

    /** As manifests write it. */
    public String label() {
        return label;
    }
}
