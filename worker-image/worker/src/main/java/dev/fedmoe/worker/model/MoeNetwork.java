package dev.fedmoe.worker.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import dev.fedmoe.core.model.ConvMoe;
import java.util.ArrayList;
import java.util.List;

/** The formula of {@link dev.fedmoe.core.model.ModelSpec}, restricted to the held experts. */
final class MoeNetwork {
    private static final Shape ONE = new Shape(1, 1);
    private static final Shape NONE = new Shape(0, 0);
    private static final Shape TWO = new Shape(2, 2);

    private final Architecture architecture;
    private final NetworkParameters parameters;

    MoeNetwork(Architecture architecture, NetworkParameters parameters) {
        this.architecture = architecture;
        this.parameters = parameters;
    }

    /** {@code [rows, hidden]}: what gate and experts read. */
    NDArray hidden(NDArray inputs) {
        NDArray features = inputs;
        if (architecture == new ConvMoe()) {
            features = convolved(features, -8);
            features = convolved(features, -6);
        }
        long rows = features.getShape().get(0);
        return Activation.relu(linear(features.reshape(rows, -1), parameters.shared(-4), parameters.shared(-3)));
    }

    private NDArray convolved(NDArray images, int weight) {
        NDArray convolution = Conv2d.conv2d(images, parameters.shared(weight), parameters.shared(weight + 1), ONE, ONE)
                .singletonOrThrow();
        // Pooling first gives the same values and a quarter of the work to the activation.
        return Activation.relu(Pool.maxPool2d(convolution, TWO, TWO, NONE, false));
    }

    /** {@code [rows, held]}. */
    NDArray gate(NDArray hidden) {
        return linear(hidden, parameters.gate(0), parameters.gate(1));
    }

    /** {@code h + Σ p·E(h)} over the routed experts. */
    NDArray mixed(NDArray hidden, NDArray gateLogits, ExpertRouting routing, NDManager scope) {
        long rows = hidden.getShape().get(0);
        int topK = routing.topK();
        NDArray share = gateLogits
                .gather(scope.create(routing.chosen(), new Shape(rows, topK)), 1)
                .softmax(1)
                .expandDims(2);
        NDArray sorted = rows(hidden, scope.create(routing.rows()));
        NDArray computed = NDArrays.concat(new NDList(eachExpert(sorted, routing.counts())), 0);
        NDArray perSlot = rows(computed, scope.create(routing.back())).reshape(rows, topK, -1);
        return hidden.add(perSlot.mul(share).sum(new int[] {1}));
    }

    private List<NDArray> eachExpert(NDArray sorted, int[] counts) {
        var outputs = new ArrayList<NDArray>();
        long start = 0;
        for (int position = 0; position < counts.length; position++) {
            if (counts[position] > 0) {
                outputs.add(expert(position, sorted.get(start + ":" + (start + counts[position]))));
                start += counts[position];
            }
        }
        return outputs;
    }

    /** {@code E(h)} of one held expert. */
    NDArray expert(int position, NDArray rows) {
        List<NDArray> tensors = parameters.expert(position);
        NDArray inner = Activation.relu(linear(rows, tensors.get(0), tensors.get(1)));
        return linear(inner, tensors.get(2), tensors.get(3));
    }

    /** {@code [rows, classes]}. */
    NDArray classes(NDArray mixed) {
        return linear(mixed, parameters.shared(-2), parameters.shared(-1));
    }

    private static NDArray linear(NDArray input, NDArray weight, NDArray bias) {
        return Linear.linear(input, weight, bias).singletonOrThrow();
    }

    private static NDArray rows(NDArray source, NDArray index) {
        return source.get(index);
    }
}
