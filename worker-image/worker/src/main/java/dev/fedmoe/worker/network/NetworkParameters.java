package dev.fedmoe.worker.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.core.Linear;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tensors that one client holds, as a forward pass reads them.
 *
 * @param held indices of the held experts, ascending; the rows of the gate's tensors are theirs, in this order
 * @param tensors by the name that the architecture gives them
 */
public record NetworkParameters(List<Integer> held, Map<String, NDArray> tensors) {
    public NetworkParameters {
        held = List.copyOf(held);
        tensors = Collections.unmodifiableMap(tensors);
    }

    public NDArray get(String name) {
        NDArray tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException(
                    "no tensor " + name + " is held here. Maybe one of " + String.join(", ", tensors.keySet()) + ".");
        }
        return tensor;
    }

    /** {@code input · weightᵀ + bias} of the layer whose tensors are {@code layer.weight} and {@code layer.bias}. */
    public NDArray linear(String layer, NDArray input) {
        return Linear.linear(input, get(layer + ".weight"), get(layer + ".bias"))
                .singletonOrThrow();
    }

    /** Aliases for one training step: they collect gradients and are gone with {@code scope}. */
    public NetworkParameters trainable(NDManager scope) {
        var aliases = new LinkedHashMap<String, NDArray>();
        tensors.forEach((name, tensor) -> aliases.put(name, alias(tensor, scope)));
        return new NetworkParameters(held, aliases);
    }

    private static NDArray alias(NDArray tensor, NDManager scope) {
        NDArray alias = tensor.stopGradient();
        alias.attach(scope);
        alias.setRequiresGradient(true);
        return alias;
    }
}
