package dev.fedmoe.worker.network;

import dev.fedmoe.core.model.MoeArchitecture;
import java.util.Map;

/** The forward passes of the architectures in {@link dev.fedmoe.core.model.ArchitectureRegistry}. */
public final class ForwardPassRegistry {
    private static final Map<String, ForwardPassFactory> BY_ID =
            Map.of("mlp-moe", MlpMoeForwardPass::new, "conv-moe", ConvMoeForwardPass::new);

    private ForwardPassRegistry() {}

    /** Throws IllegalArgumentException when this worker cannot compute the architecture. */
    public static ForwardPassFactory of(MoeArchitecture architecture) {
        ForwardPassFactory pass = BY_ID.get(architecture.id());
        if (pass == null) {
            throw new IllegalArgumentException("this worker has no forward pass of " + architecture.id()
                    + ". Maybe enter it in ForwardPassRegistry (docs/extending.md).");
        }
        return pass;
    }
}
