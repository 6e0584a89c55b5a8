package dev.fedmoe.benchmarks.training;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;

/** The worker's training step, conv-moe with momentum and clipping, written straight down in DJL. */
final class PlainTrainingStep {
    private static final Shape ONE = new Shape(1, 1);
    private static final Shape TWO = new Shape(2, 2);

    private final NDManager manager;
    private final int held;
    private final int topK;
    private final List<NDArray> weights = new ArrayList<>();
    private final List<NDArray> velocity = new ArrayList<>();
    private final NDArray rate;
    private final NDArray momentum;
    private final NDArray scale;

    /** @param shapes conv1, conv2, in, out, gate, then up and down of each expert; weight and bias of each */
    PlainTrainingStep(NDManager manager, List<Shape> shapes, int topK) {
        this.manager = manager;
        this.topK = topK;
        held = (shapes.size() - 10) / 4;
        for (Shape shape : shapes) {
            weights.add(manager.randomUniform(-0.05f, 0.05f, shape));
            velocity.add(manager.zeros(shape));
        }
        rate = manager.create(0.05f);
        momentum = manager.create(0.9f);
        scale = manager.create(1f);
    }

    float run(float[] values, Shape shape, long[] labels) {
        try (NDManager step = manager.newSubManager();
                GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
            List<NDArray> leaves = weights.stream().map(w -> leaf(w, step)).toList();
            NDArray x = step.create(values, shape);
            NDArray y = step.create(labels, new Shape(labels.length, 1));
            int[] counts = new int[held];
            NDArray loss = forward(leaves, x, y, counts, step);
            collector.backward(loss);
            update(leaves, counts);
            return loss.getFloat();
        }
    }

    private static NDArray leaf(NDArray weight, NDManager step) {
        NDArray leaf = weight.stopGradient();
        leaf.attach(step);
        leaf.setRequiresGradient(true);
        return leaf;
    }

    private NDArray forward(List<NDArray> w, NDArray x, NDArray y, int[] counts, NDManager step) {
        NDArray c1 = convolved(x, w.get(0), w.get(1));
        NDArray c2 = convolved(c1, w.get(2), w.get(3));
        int rows = (int) x.getShape().get(0);
        NDArray h = Activation.relu(linear(c2.reshape(rows, -1), w.get(4), w.get(5)));
        NDArray gate = linear(h, w.get(8), w.get(9));
        long[] chosen = choose(gate.toFloatArray(), counts);
        long[] sorted = new long[chosen.length];
        long[] back = new long[chosen.length];
        sort(chosen, counts, sorted, back);
        NDArray share = gate.gather(step.create(chosen, new Shape(rows, topK)), 1)
                .softmax(1)
                .expandDims(2);
        NDList outputs = experts(w, h.get(step.create(sorted)), counts);
        NDArray mixed = NDArrays.concat(outputs, 0).get(step.create(back)).reshape(rows, topK, -1);
        NDArray logits = linear(h.add(mixed.mul(share).sum(new int[] {1})), w.get(6), w.get(7));
        NDArray loss = logits.logSoftmax(1).gather(y, 1).mean().neg();
        float[] f = new float[held];
        for (int e = 0; e < held; e++) {
            f[e] = 0.01f * held * counts[e] / chosen.length;
        }
        return loss.add(gate.softmax(1).mean(new int[] {0}).mul(step.create(f)).sum());
    }

    private NDList experts(List<NDArray> w, NDArray sorted, int[] counts) {
        NDList outputs = new NDList();
        long start = 0;
        for (int e = 0; e < held; e++) {
            if (counts[e] > 0) {
                NDArray part = sorted.get(start + ":" + (start + counts[e]));
                NDArray inner = Activation.relu(linear(part, w.get(10 + 4 * e), w.get(11 + 4 * e)));
                outputs.add(linear(inner, w.get(12 + 4 * e), w.get(13 + 4 * e)));
                start += counts[e];
            }
        }
        return outputs;
    }

    private static NDArray convolved(NDArray x, NDArray weight, NDArray bias) {
        NDArray y = Conv2d.conv2d(x, weight, bias, ONE, ONE).singletonOrThrow();
        return Activation.relu(Pool.maxPool2d(y, TWO, TWO, new Shape(0, 0), false));
    }

    private static NDArray linear(NDArray x, NDArray weight, NDArray bias) {
        return Linear.linear(x, weight, bias).singletonOrThrow();
    }

    private long[] choose(float[] gate, int[] counts) {
        long[] chosen = new long[gate.length / held * topK];
        for (int i = 0; i < chosen.length; i++) {
            int row = i / topK * held;
            int best = -1;
            for (int e = 0; e < held; e++) {
                boolean taken = false;
                for (int j = i - i % topK; j < i; j++) {
                    taken |= chosen[j] == e;
                }
                if (!taken && (best < 0 || gate[row + e] > gate[row + best])) {
                    best = e;
                }
            }
            chosen[i] = best;
            counts[best]++;
        }
        return chosen;
    }

    private void sort(long[] chosen, int[] counts, long[] sorted, long[] back) {
        int[] next = new int[held];
        for (int e = 1; e < held; e++) {
            next[e] = next[e - 1] + counts[e - 1];
        }
        for (int i = 0; i < chosen.length; i++) {
            int at = next[(int) chosen[i]]++;
            sorted[at] = i / topK;
            back[i] = at;
        }
    }

    private void update(List<NDArray> leaves, int[] counts) {
        List<Integer> used = new ArrayList<>();
        List<NDArray> gradients = new ArrayList<>();
        double squares = 0;
        for (int i = 0; i < leaves.size(); i++) {
            if (i < 10 || counts[(i - 10) / 4] > 0) {
                NDArray gradient = leaves.get(i).getGradient();
                squares += Math.pow(gradient.norm().getFloat(), 2);
                used.add(i);
                gradients.add(gradient);
            }
        }
        if (squares > 1) {
            scale.set(new float[] {(float) (1 / Math.sqrt(squares))});
            gradients.forEach(gradient -> gradient.muli(scale));
        }
        for (int g = 0; g < used.size(); g++) {
            NDArray moving = velocity.get(used.get(g));
            moving.muli(momentum).addi(gradients.get(g).muli(rate));
            weights.get(used.get(g)).subi(moving);
        }
    }
}
