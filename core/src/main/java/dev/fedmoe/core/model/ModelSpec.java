package dev.fedmoe.core.model;

import static dev.fedmoe.core.model.TensorSpec.f32;

import java.util.ArrayList;
import java.util.List;

/**
 * The shape of a sparse Mixture-of-Experts classifier.
 *
 * <pre>
 * h      = relu(in(features(x)))            features: identity (mlp-moe) or conv → relu → pool, twice (conv-moe)
 * y      = h + Σ p_e · down_e(relu(up_e(h)))   over the top-k held experts by gate(h), p = softmax of their logits
 * logits = out(y)
 * </pre>
 *
 * Weights are {@code [out, in]}, convolutions {@code [out, in, 3, 3]} with padding 1, pooling 2×2.
 *
 * @param inputShape {@code [features]} for mlp-moe (or channels × height × width, flattened), {@code [channels, height, width]}
 *     for conv-moe
 * @param topK experts a sample is routed to, at most {@code experts}
 * @param hidden width that gate and experts read
 * @param expertHidden width inside one expert
 */
public record ModelSpec(
        Architecture architecture,
        List<Integer> inputShape,
        int classes,
        int experts,
        int topK,
        int hidden,
        int expertHidden) {
    /** Channels of the two convolutions of conv-moe. */
    public static final int CONV1_CHANNELS = 8;

    public static final int CONV2_CHANNELS = 16;

    public ModelSpec {
        inputShape = List.copyOf(inputShape);
        if (topK < 1 || topK > experts) {
            throw new IllegalArgumentException("topK (" + topK + ") must be between 1 and experts (" + experts + ")");
        }
        if (architecture == Architecture.CONV_MOE
                && (inputShape.size() != 3 || inputShape.get(1) < 4 || inputShape.get(2) < 4)) {
            throw new IllegalArgumentException("conv-moe reads [channels, height >= 4, width >= 4], not " + inputShape);
        }
    }

    /** Values in one input. */
    public int inputSize() {
        return inputShape.stream().reduce(1, Math::multiplyExact);
    }

    public ModelManifest manifest() {
        var parts = new ArrayList<PartSpec>();
        parts.add(new PartSpec(PartId.SHARED, shared()));
        parts.add(new PartSpec(PartId.GATE, List.of(f32("gate.weight", experts, hidden), f32("gate.bias", experts))));
        for (int e = 0; e < experts; e++) {
            parts.add(new PartSpec(PartId.expert(e), expert(e)));
        }
        return new ModelManifest(parts);
    }

    private List<TensorSpec> shared() {
        var tensors = new ArrayList<TensorSpec>();
        int features = inputSize();
        if (architecture == Architecture.CONV_MOE) {
            int channels = inputShape.get(0);
            tensors.add(f32("shared.conv1.weight", CONV1_CHANNELS, channels, 3, 3));
            tensors.add(f32("shared.conv1.bias", CONV1_CHANNELS));
            tensors.add(f32("shared.conv2.weight", CONV2_CHANNELS, CONV1_CHANNELS, 3, 3));
            tensors.add(f32("shared.conv2.bias", CONV2_CHANNELS));
            features = CONV2_CHANNELS * (inputShape.get(1) / 4) * (inputShape.get(2) / 4);
        }
        tensors.add(f32("shared.in.weight", hidden, features));
        tensors.add(f32("shared.in.bias", hidden));
        tensors.add(f32("shared.out.weight", classes, hidden));
        tensors.add(f32("shared.out.bias", classes));
        return tensors;
    }

    private List<TensorSpec> expert(int e) {
        String name = "expert." + e;
        return List.of(
                f32(name + ".up.weight", expertHidden, hidden),
                f32(name + ".up.bias", expertHidden),
                f32(name + ".down.weight", hidden, expertHidden),
                f32(name + ".down.bias", hidden));
    }
}
