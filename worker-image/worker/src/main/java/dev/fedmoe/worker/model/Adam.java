package dev.fedmoe.worker.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** <a href="https://arxiv.org/abs/1412.6980">Adam</a> in its efficient form, β 0.9 and 0.999, ε 1e-8. */
public final class Adam implements Optimizer {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final NDManager scope;
    private final double learningRate;
    private final NDArray rate;
    private final NDArray epsilon;
    private final NDArray beta1;
    private final NDArray beta2;
    private final NDArray rest1;
    private final NDArray rest2;
    private final Map<Integer, NDArray> mean = new HashMap<>();
    private final Map<Integer, NDArray> square = new HashMap<>();
    private int steps;

    public Adam(NDManager parent, double learningRate) {
        scope = parent.newSubManager();
        this.learningRate = learningRate;
        rate = scope.create((float) learningRate);
        epsilon = scope.create((float) EPSILON);
        beta1 = scope.create((float) BETA1);
        beta2 = scope.create((float) BETA2);
        rest1 = scope.create((float) (1 - BETA1));
        rest2 = scope.create((float) (1 - BETA2));
    }

    @Override
    public void begin() {
        steps++;
        double corrected = learningRate * Math.sqrt(1 - Math.pow(BETA2, steps)) / (1 - Math.pow(BETA1, steps));
        rate.set(new float[] {(float) corrected});
    }

    @Override
    public void update(int first, List<NDArray> weights, List<NDArray> gradients) {
        for (int i = 0; i < weights.size(); i++) {
            NDArray gradient = gradients.get(i);
            NDArray m = state(mean, first + i, gradient);
            NDArray v = state(square, first + i, gradient);
            try (NDArray squared = gradient.square()) {
                v.muli(beta2).addi(squared.muli(rest2));
            }
            m.muli(beta1).addi(gradient.muli(rest1));
            try (NDArray root = v.sqrt();
                    NDArray step = m.div(root.addi(epsilon))) {
                weights.get(i).subi(step.muli(rate));
            }
        }
    }

    private NDArray state(Map<Integer, NDArray> states, int at, NDArray like) {
        return states.computeIfAbsent(at, key -> scope.zeros(like.getShape(), like.getDataType()));
    }

    @Override
    public void close() {
        scope.close();
    }
}
