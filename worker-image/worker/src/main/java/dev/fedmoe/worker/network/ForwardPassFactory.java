package dev.fedmoe.worker.network;

/** Makes an architecture's forward pass over some tensors. */
@FunctionalInterface
public interface ForwardPassFactory {
    ForwardPass over(NetworkParameters parameters);
}
