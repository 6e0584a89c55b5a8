package dev.fedmoe.worker.network;

import ai.djl.ndarray.NDArray;

/**
 * How one architecture computes: the worker's half of {@link dev.fedmoe.core.model.MoeArchitecture}, over the tensors that a client
 * holds. It is in two pieces, so that whoever asks several experts in turn computes what comes before them once.
 */
public interface ForwardPass {
    /** What is computed before the first expert is asked: the same whichever experts answer. */
    NDArray features(NDArray inputs);

    /** {@code [rows, classes]}, before any softmax. Asks {@code experts} once for each layer that has experts. */
    NDArray logits(NDArray features, ExpertMixture experts);
}
