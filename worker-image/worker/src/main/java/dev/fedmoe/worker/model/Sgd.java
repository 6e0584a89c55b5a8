package dev.fedmoe.worker.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Stochastic gradient descent with momentum: {@code v ← μ·v + η·g, w ← w − v}. */
public final class Sgd implements Optimizer {
    private final NDManager scope;
    private final NDArray rate;
    private final NDArray momentum;
    private final boolean heavy;
    private final Map<Integer, NDArray> velocity = new HashMap<>();

    public Sgd(NDManager parent, double learningRate, double momentum) {
        scope = parent.newSubManager();
        rate = scope.create((float) learningRate);
        this.momentum = scope.create((float) momentum);
        heavy = momentum > 0;
    }

    @Override
    public void update(int first, List<NDArray> weights, List<NDArray> gradients) {
        for (int i = 0; i < weights.size(); i++) {
            NDArray step = gradients.get(i).muli(rate);
            if (heavy) {
                NDArray weight = weights.get(i);
                step = velocity.computeIfAbsent(first + i, at -> scope.zeros(weight.getShape(), weight.getDataType()))
                        .muli(momentum)
                        .addi(step);
            }
            weights.get(i).subi(step);
        }
    }

    @Override
    public void close() {
        scope.close();
    }
}
