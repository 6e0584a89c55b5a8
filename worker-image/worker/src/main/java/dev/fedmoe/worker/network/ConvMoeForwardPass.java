package dev.fedmoe.worker.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.pooling.Pool;

/** The formula of {@link dev.fedmoe.core.model.ConvMoe}, restricted to the held experts: convolutions in front of the dense model. */
record ConvMoeForwardPass(NetworkParameters parameters) implements ForwardPass {
    private static final Shape ONE = new Shape(1, 1);
    private static final Shape NONE = new Shape(0, 0);
    private static final Shape TWO = new Shape(2, 2);

    /** {@code [rows, hidden]}: what gate and experts read. */
    @Override
    public NDArray features(NDArray inputs) {
        NDArray images = convolved("shared.conv2", convolved("shared.conv1", inputs));
        return new MlpMoeForwardPass(parameters).features(images);
    }

    @Override
    public NDArray logits(NDArray features, ExpertMixture experts) {
        return new MlpMoeForwardPass(parameters).logits(features, experts);
    }

    private NDArray convolved(String layer, NDArray images) {
        NDArray convolution = Conv2d.conv2d(
                        images, parameters.get(layer + ".weight"), parameters.get(layer + ".bias"), ONE, ONE)
                .singletonOrThrow();
        // Pooling first gives the same values and a quarter of the work to the activation.
        return Activation.relu(Pool.maxPool2d(convolution, TWO, TWO, NONE, false));
    }
}
