package dev.fedmoe.worker.network;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

/** A gate of one dense layer, and experts of two with a ReLU between them. */
record FeedForwardLayer(NetworkParameters parameters) implements MoeLayer {
    @Override
    public NDArray gate(NDArray rows) {
        return parameters.linear("gate", rows);
    }

    @Override
    public NDArray expert(int position, NDArray rows) {
        String expert = "expert." + parameters.held().get(position);
        NDArray inner = Activation.relu(parameters.linear(expert + ".up", rows));
        return parameters.linear(expert + ".down", inner);
    }
}
