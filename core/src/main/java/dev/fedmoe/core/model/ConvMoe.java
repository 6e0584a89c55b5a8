package dev.fedmoe.core.model;

import static dev.fedmoe.core.model.TensorSpec.f32;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A classifier of images: two convolutions, each followed by a ReLU and by pooling, in front of {@link MlpMoe}.
 *
 * <p>Inputs are {@code [channels, height, width]}; convolutions are {@code [out, in, 3, 3]} with padding 1, pooling takes the maximum
 * of 2×2 and drops an odd last row or column.
 */
public record ConvMoe() implements MoeArchitecture {
    private static final MlpMoe DENSE = new MlpMoe();
    private static final int CHANNELS1 = 8;
    private static final int CHANNELS2 = 16;

    @Override
    public String id() {
        return "conv-moe";
    }

    @Override
    public Optional<String> problem(ModelSpec spec) {
        List<Integer> shape = spec.inputShape();
        return shape.size() == 3 && shape.get(1) >= 4 && shape.get(2) >= 4
                ? Optional.empty()
                : Optional.of("conv-moe reads [channels, height >= 4, width >= 4], not " + shape);
    }

    @Override
    public List<TensorSpec> shared(ModelSpec spec) {
        return Stream.concat(convolutions(spec).stream(), DENSE.shared(behind(spec)).stream())
                .toList();
    }

    @Override
    public List<TensorSpec> gate(ModelSpec spec) {
        return DENSE.gate(spec);
    }

    @Override
    public List<TensorSpec> expert(ModelSpec spec, int expert) {
        return DENSE.expert(spec, expert);
    }

    @Override
    public UniformRange initial(PartId part, TensorSpec tensor) {
        return DENSE.initial(part, tensor);
    }

    @Override
    public SampleCost sharedCost(ModelSpec spec) {
        SampleCost dense = DENSE.sharedCost(behind(spec));
        long area = (long) spec.inputShape().get(1) * spec.inputShape().get(2);
        // Each convolution: before and after the ReLU, and pooled to a quarter; the second on a quarter of the area.
        long first = CHANNELS1 * area * 9 / 4;
        long second = CHANNELS2 * (area / 4) * 9 / 4;
        // What the dense layer reads is the second's pooled output, counted there; the image comes in instead.
        long values = dense.values() - features(spec) + spec.inputSize() + first + second;
        return new SampleCost(values, dense.multiplyAdds() + convolved(spec, area));
    }

    @Override
    public SampleCost expertCost(ModelSpec spec) {
        return DENSE.expertCost(spec);
    }

    @Override
    public Map<String, String> formulae() {
        Map<String, String> text = DENSE.formulae();
        text.put(
                "features",
                "flatten(pool(relu(conv2(pool(relu(conv1(x)))))));"
                        + " convolutions 3x3 with padding 1, pooling: maximum of 2x2");
        return text;
    }

    private static List<TensorSpec> convolutions(ModelSpec spec) {
        return List.of(
                f32("shared.conv1.weight", CHANNELS1, spec.inputShape().get(0), 3, 3),
                f32("shared.conv1.bias", CHANNELS1),
                f32("shared.conv2.weight", CHANNELS2, CHANNELS1, 3, 3),
                f32("shared.conv2.bias", CHANNELS2));
    }

    /** Every weight meets every pixel, of the second convolution every pixel of a quarter. */
    private static long convolved(ModelSpec spec, long area) {
        return convolutions(spec).stream()
                .mapToLong(tensor -> tensor.elements() * (tensor.name().startsWith("shared.conv1") ? area : area / 4))
                .sum();
    }

    /** What the convolutions make of the input. */
    private static ModelSpec behind(ModelSpec spec) {
        return new ModelSpec(
                DENSE,
                List.of(features(spec)),
                spec.classes(),
                spec.experts(),
                spec.topK(),
                spec.hidden(),
                spec.expertHidden());
    }

    private static int features(ModelSpec spec) {
        return CHANNELS2 * (spec.inputShape().get(1) / 4) * (spec.inputShape().get(2) / 4);
    }
}
