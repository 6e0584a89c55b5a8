package dev.fedmoe.core.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One kind of Mixture-of-Experts model: the tensors of its parts, by name, what their first weights are and what a sample costs.
 * Everything else knows parts and tensors only. A new kind is one file here, entered in {@link ArchitectureRegistry}, and one file in
 * the worker with its forward pass.
 *
 * <p>An expert is one index through the whole model: where several layers have experts, its part and its rows of the gate's tensors
 * hold a tensor or a row of each layer.
 */
public interface MoeArchitecture {
    /** What manifests, the wire and {@code model.json} call it, for instance {@code conv-moe}. */
    String id();

    /** Why there is no such model, as a sentence; empty when there is. */
    Optional<String> problem(ModelSpec spec);

    /** The tensors of the part that every client trains. */
    List<TensorSpec> shared(ModelSpec spec);

    /** The gate's tensors. The first dimension of each is the experts: row e belongs to expert e and is averaged over its holders. */
    List<TensorSpec> gate(ModelSpec spec);

    /** The tensors of one expert: of the same shapes for every expert, and named apart. */
    List<TensorSpec> expert(ModelSpec spec, int expert);

    /** Where the first weights of a tensor are drawn from. */
    UniformRange initial(PartId part, TensorSpec tensor);

    /** What a sample costs outside the experts: in the shared part and in the gate. */
    SampleCost sharedCost(ModelSpec spec);

    /** What a sample costs in one expert that it is routed to. */
    SampleCost expertCost(ModelSpec spec);

    /** How logits follow from an input, step by step and in terms of tensor names, for whoever reads an exported model. */
    default Map<String, String> formulae() {
        return Map.of();
    }
}
