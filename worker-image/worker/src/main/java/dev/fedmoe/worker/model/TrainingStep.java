package dev.fedmoe.worker.model;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Forward, backward and update of one batch. One at a time in a process: the library collects gradients globally. */
public final class TrainingStep implements AutoCloseable {
    private final HeldWeights weights;
    private final Optimizer optimizer;
    private final StepSettings settings;
    private final NDManager scope;
    private final NDArray scale;
    /** Null for plain cross-entropy. */
    private final @Nullable NDArray adjustment;

    public TrainingStep(NDManager parent, HeldWeights weights, Optimizer optimizer, StepSettings settings) {
        this.weights = weights;
        this.optimizer = optimizer;
        this.settings = settings;
        this.scope = parent.newSubManager();
        this.scale = scope.create(1f);
        this.adjustment = adjustment(scope, settings.logitAdjustment());
    }

    public StepOutcome run(BatchBuffer batch) {
        try (NDManager step = scope.newSubManager();
                GradientCollector collector =
                        Engine.getEngine(TorchRuntime.ENGINE).newGradientCollector()) {
            Pass pass = forward(batch, step);
            collector.backward(pass.objective());
            update(pass.parameters(), pass.routing());
            return new StepOutcome(
                    pass.loss().getFloat(),
                    Arrays.stream(pass.routing().counts()).boxed().toList());
        }
    }

    Pass forward(BatchBuffer batch, NDManager step) {
        NetworkParameters parameters = NetworkParameters.trainable(weights, step);
        MoeNetwork network = new MoeNetwork(weights.spec().architecture(), parameters);
        NDArray hidden = network.hidden(batch.inputs(step));
        NDArray gate = network.gate(hidden);
        ExpertRouting routing =
                new ExpertRouting(gate.toFloatArray(), weights.held().size(), weights.topK());
        NDArray logits = network.classes(network.mixed(hidden, gate, routing, step));
        NDArray loss = crossEntropy(logits, batch.labels(step));
        return new Pass(parameters, routing, loss, balanced(loss, gate, routing, step));
    }

    private NDArray crossEntropy(NDArray logits, NDArray labels) {
        NDArray adjusted = adjustment == null ? logits : logits.add(adjustment);
        return adjusted.logSoftmax(1).gather(labels, 1).mean().neg();
    }

    private static @Nullable NDArray adjustment(NDManager scope, List<Double> classes) {
        if (classes.isEmpty()) {
            return null;
        }
        var values = new float[classes.size()];
        for (int c = 0; c < values.length; c++) {
            values[c] = classes.get(c).floatValue();
        }
        return scope.create(values);
    }

    /**
     * Adds {@code α·m·Σ fₑ·Pₑ} over the m held experts, f the share of rows routed to an expert and P its mean gate
     * probability: <a href="https://arxiv.org/abs/2101.03961">Switch Transformers</a>, section 2.2.
     */
    private NDArray balanced(NDArray loss, NDArray gate, ExpertRouting routing, NDManager step) {
        int held = weights.held().size();
        if (settings.balanceLoss() == 0 || held == 1) {
            return loss;
        }
        float[] shares = new float[held];
        for (int e = 0; e < held; e++) {
            shares[e] = (float) (settings.balanceLoss() * held * routing.counts()[e] / routing.chosen().length);
        }
        NDArray probability = gate.softmax(1).mean(new int[] {0});
        return loss.add(probability.mul(step.create(shares)).sum());
    }

    private void update(NetworkParameters parameters, ExpertRouting routing) {
        List<List<NDArray>> gradients = new ArrayList<>();
        double squares = 0;
        for (int p = 0; p < parameters.parts().size(); p++) {
            gradients.add(used(p, routing) ? gradients(parameters.parts().get(p).tensors()) : List.of());
            for (NDArray gradient : gradients.get(p)) {
                double norm = norm(gradient);
                squares += norm * norm;
            }
        }
        double norm = Math.sqrt(squares);
        boolean clipped = settings.clipNorm() > 0 && norm > settings.clipNorm();
        if (clipped) {
            scale.set(new float[] {(float) (settings.clipNorm() / norm)});
        }
        optimizer.begin();
        int first = 0;
        for (int p = 0; p < gradients.size(); p++) {
            if (clipped) {
                gradients.get(p).forEach(gradient -> gradient.muli(scale));
            }
            if (!gradients.get(p).isEmpty()) {
                optimizer.update(first, weights.parts().get(p).tensors(), gradients.get(p));
            }
            first += weights.parts().get(p).tensors().size();
        }
    }

    /** An expert without rows in this batch has no gradient, nor has a gate without a choice. */
    private boolean used(int part, ExpertRouting routing) {
        return switch (part) {
            case 0 -> true;
            case 1 -> weights.held().size() > 1;
            default -> routing.counts()[part - 2] > 0;
        };
    }

    private static List<NDArray> gradients(List<NDArray> tensors) {
        return tensors.stream().map(NDArray::getGradient).toList();
    }

    private static double norm(NDArray gradient) {
        try (NDArray norm = gradient.norm()) {
            return norm.getFloat();
        }
    }

    @Override
    public void close() {
        scope.close();
    }

    /** A forward pass, alive until its scope is closed. */
    record Pass(NetworkParameters parameters, ExpertRouting routing, NDArray loss, NDArray objective) {}
}
