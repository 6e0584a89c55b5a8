package dev.fedmoe.worker.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fedmoe.worker.model.HeldWeights.PartTensors;
import java.util.List;

/** The weights as one forward pass reads them: parts in the order shared, gate, held experts. */
record NetworkParameters(List<PartTensors> parts) {
    /** For scoring: nothing is recorded. */
    static NetworkParameters fixed(HeldWeights weights) {
        return new NetworkParameters(weights.parts());
    }

    /** For one training step: aliases of the weights that collect gradients and are gone with {@code scope}. */
    static NetworkParameters trainable(HeldWeights weights, NDManager scope) {
        return new NetworkParameters(weights.parts().stream()
                .map(part -> new PartTensors(
                        part.id(),
                        part.tensors().stream().map(t -> alias(t, scope)).toList()))
                .toList());
    }

    private static NDArray alias(NDArray tensor, NDManager scope) {
        NDArray alias = tensor.stopGradient();
        alias.attach(scope);
        alias.setRequiresGradient(true);
        return alias;
    }

    /** By position from the end, because convolutions come first and only some models have them: -1 is {@code out.bias}. */
    NDArray shared(int fromEnd) {
        List<NDArray> shared = parts.get(0).tensors();
        return shared.get(shared.size() + fromEnd);
    }

    /** {@code weight} is 0, {@code bias} is 1. */
    NDArray gate(int tensor) {
        return parts.get(1).tensors().get(tensor);
    }

    List<NDArray> expert(int position) {
        return parts.get(2 + position).tensors();
    }

    int held() {
        return parts.size() - 2;
    }
}
