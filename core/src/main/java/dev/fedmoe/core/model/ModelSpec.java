package dev.fedmoe.core.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The dimensions of a sparse Mixture-of-Experts model.
 *
 * @param architecture says what the dimensions mean, and which may be
 * @param inputShape of one sample, without the batch
 * @param topK experts a sample is routed to, at most {@code experts}
 * @param hidden width that gate and experts read
 * @param expertHidden width inside one expert
 */
public record ModelSpec(
        MoeArchitecture architecture,
        List<Integer> inputShape,
        int classes,
        int experts,
        int topK,
        int hidden,
        int expertHidden) {
    /** Throws IllegalArgumentException when there is no such model. */
    public ModelSpec(
            MoeArchitecture architecture,
            List<Integer> inputShape,
            int classes,
            int experts,
            int topK,
            int hidden,
            int expertHidden) {
        this.architecture = architecture;
        this.inputShape = List.copyOf(inputShape);
        this.classes = classes;
        this.experts = experts;
        this.topK = topK;
        this.hidden = hidden;
        this.expertHidden = expertHidden;
        if (topK < 1 || topK > experts) {
            throw new IllegalArgumentException("topK (" + topK + ") must be between 1 and experts (" + experts + ")");
        }
        architecture.problem(this).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
    }

    /** Values in one input. */
    public int inputSize() {
        return inputShape.stream().reduce(1, Math::multiplyExact);
    }

    /** Every part and tensor of the model. */
    public ModelManifest manifest() {
        var parts = new ArrayList<PartSpec>();
        parts.add(new PartSpec(PartId.SHARED, architecture.shared(this)));
        parts.add(new PartSpec(PartId.GATE, architecture.gate(this)));
        for (int e = 0; e < experts; e++) {
            parts.add(new PartSpec(PartId.expert(e), architecture.expert(this, e)));
        }
        return new ModelManifest(parts);
    }
}
