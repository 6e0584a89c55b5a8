package dev.fedmoe.worker.network;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

/** The formula of {@link dev.fedmoe.core.model.MlpMoe}, restricted to the held experts. */
record MlpMoeForwardPass(NetworkParameters parameters) implements ForwardPass {
    /** {@code [rows, hidden]}: what gate and experts read. */
    @Override
    public NDArray features(NDArray inputs) {
        long rows = inputs.getShape().get(0);
        return Activation.relu(parameters.linear("shared.in", inputs.reshape(rows, -1)));
    }

    @Override
    public NDArray logits(NDArray features, ExpertMixture experts) {
        NDArray mixed = features.add(experts.mix(features, new FeedForwardLayer(parameters)));
        return parameters.linear("shared.out", mixed);
    }
}
