package dev.fedmoe.core.model;

import static dev.fedmoe.core.model.TensorSpec.f32;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A classifier with one dense layer in front of one layer of experts.
 *
 * <pre>
 * h      = relu(in(x))                         x flattened
 * y      = h + Σ p_e · down_e(relu(up_e(h)))   over the top-k held experts by gate(h), p = softmax of their logits
 * logits = out(y)
 * </pre>
 *
 * Weights are {@code [out, in]}.
 */
public record MlpMoe() implements MoeArchitecture {
    /** The gate begins nearly undecided. */
    private static final float GATE_SCALE = 0.1f;

    @Override
    public String id() {
        return "mlp-moe";
    }

    @Override
    public Optional<String> problem(ModelSpec spec) {
        return Optional.empty();
    }

    @Override
    public List<TensorSpec> shared(ModelSpec spec) {
        return List.of(
                f32("shared.in.weight", spec.hidden(), spec.inputSize()),
                f32("shared.in.bias", spec.hidden()),
                f32("shared.out.weight", spec.classes(), spec.hidden()),
                f32("shared.out.bias", spec.classes()));
    }

    @Override
    public List<TensorSpec> gate(ModelSpec spec) {
        return List.of(f32("gate.weight", spec.experts(), spec.hidden()), f32("gate.bias", spec.experts()));
    }

    @Override
    public List<TensorSpec> expert(ModelSpec spec, int expert) {
        String name = "expert." + expert;
        return List.of(
                f32(name + ".up.weight", spec.expertHidden(), spec.hidden()),
                f32(name + ".up.bias", spec.expertHidden()),
                f32(name + ".down.weight", spec.hidden(), spec.expertHidden()),
                f32(name + ".down.bias", spec.hidden()));
    }

    @Override
    public UniformRange initial(PartId part, TensorSpec tensor) {
        if (tensor.name().endsWith(".bias")) {
            return UniformRange.only(0);
        }
        if (part.equals(PartId.GATE)) {
            return UniformRange.linear(tensor, GATE_SCALE);
        }
        boolean last =
                tensor.name().equals("shared.out.weight") || tensor.name().endsWith(".down.weight");
        return last ? UniformRange.linear(tensor, 1) : UniformRange.beforeRelu(tensor);
    }

    @Override
    public SampleCost sharedCost(ModelSpec spec) {
        // The hidden values before and after the ReLU and with the experts' added; gate and classes before and after
        // their softmax.
        long values = spec.inputSize() + 3L * spec.hidden() + 2L * spec.experts() + 2L * spec.classes();
        return new SampleCost(values, elements(shared(spec)) + elements(gate(spec)));
    }

    @Override
    public SampleCost expertCost(ModelSpec spec) {
        // Gathered input and output of width hidden; inside, before and after the ReLU.
        long values = 2L * (spec.hidden() + spec.expertHidden());
        return new SampleCost(values, elements(expert(spec, 0)));
    }

    @Override
    public Map<String, String> formulae() {
        var text = new LinkedHashMap<String, String>();
        text.put("features", "x, flattened");
        text.put("h", "relu(shared.in.weight · features + shared.in.bias)");
        text.put("gate", "z = gate.weight · h + gate.bias; the topK largest z; p = softmax of these topK values");
        text.put(
                "expert",
                "f_e(h) = expert.e.down.weight · relu(expert.e.up.weight · h + expert.e.up.bias)"
                        + " + expert.e.down.bias");
        text.put("y", "h + Σ p_e · f_e(h) over the chosen experts");
        text.put("logits", "shared.out.weight · y + shared.out.bias");
        return text;
    }

    private static long elements(List<TensorSpec> tensors) {
        return tensors.stream().mapToLong(TensorSpec::elements).sum();
    }
}
