package dev.fedmoe.worker.model;

import static dev.fedmoe.core.model.TensorSpec.f32;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import dev.fedmoe.core.model.ModelSpec;
import dev.fedmoe.core.model.MoeArchitecture;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.core.model.SampleCost;
import dev.fedmoe.core.model.TensorSpec;
import dev.fedmoe.core.model.UniformRange;
import dev.fedmoe.worker.network.ExpertMixture;
import dev.fedmoe.worker.network.ForwardPass;
import dev.fedmoe.worker.network.MoeLayer;
import dev.fedmoe.worker.network.NetworkParameters;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Two layers of experts, one after the other: an expert has a tensor and a bias in each, the gate a row in each. */
record LayeredMoe() implements MoeArchitecture {
    static final int LAYERS = 2;

    @Override
    public String id() {
        return "layered-moe";
    }

    @Override
    public Optional<String> problem(ModelSpec spec) {
        return Optional.empty();
    }

    @Override
    public List<TensorSpec> shared(ModelSpec spec) {
        return Stream.of(dense("in", spec.hidden(), spec.inputSize()), dense("out", spec.classes(), spec.hidden()))
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public List<TensorSpec> gate(ModelSpec spec) {
        return inEachLayer("gate", spec.experts(), spec.hidden());
    }

    @Override
    public List<TensorSpec> expert(ModelSpec spec, int expert) {
        return inEachLayer("expert." + expert, spec.hidden(), spec.hidden());
    }

    @Override
    public UniformRange initial(PartId part, TensorSpec tensor) {
        return tensor.name().endsWith(".bias") ? UniformRange.only(0) : UniformRange.linear(tensor, 1);
    }

    @Override
    public SampleCost sharedCost(ModelSpec spec) {
        return new SampleCost(0, 0);
    }

    @Override
    public SampleCost expertCost(ModelSpec spec) {
        return new SampleCost(0, 0);
    }

    private static List<TensorSpec> inEachLayer(String name, int rows, int columns) {
        return IntStream.range(0, LAYERS)
                .mapToObj(layer -> dense(layer + "." + name, rows, columns))
                .flatMap(List::stream)
                .toList();
    }

    private static List<TensorSpec> dense(String name, int rows, int columns) {
        return List.of(f32(name + ".weight", rows, columns), f32(name + ".bias", rows));
    }

    /** {@code h ← h + Σ p_e · E_e(h)} in each layer. */
    record Pass(NetworkParameters parameters) implements ForwardPass {
        @Override
        public NDArray features(NDArray inputs) {
            return Activation.relu(parameters.linear("in", inputs));
        }

        @Override
        public NDArray logits(NDArray features, ExpertMixture experts) {
            NDArray hidden = features;
            for (int layer = 0; layer < LAYERS; layer++) {
                hidden = hidden.add(experts.mix(hidden, new Layer(parameters, layer)));
            }
            return parameters.linear("out", hidden);
        }
    }

    private record Layer(NetworkParameters parameters, int layer) implements MoeLayer {
        @Override
        public NDArray gate(NDArray rows) {
            return parameters.linear(layer + ".gate", rows);
        }

        @Override
        public NDArray expert(int position, NDArray rows) {
            return parameters.linear(layer + ".expert." + parameters.held().get(position), rows);
        }
    }
}
