package dev.fedmoe.worker.model;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.worker.model.HeldWeights.PartTensors;
import dev.fedmoe.worker.network.ForwardPass;
import dev.fedmoe.worker.network.NetworkParameters;
import dev.fedmoe.worker.network.TopKMixture;
import java.util.ArrayList;
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
            update(pass);
            return new StepOutcome(pass.loss().getFloat(), pass.routed());
        }
    }

    Pass forward(BatchBuffer batch, NDManager step) {
        NetworkParameters parameters = weights.parameters().trainable(step);
        ForwardPass network = weights.network(parameters);
        var experts = new TopKMixture(weights.held().size(), weights.topK(), step);
        NDArray logits = network.logits(network.features(batch.inputs(step)), experts);
        NDArray loss = crossEntropy(logits, batch.labels(step));
        return new Pass(parameters, experts.routed(), loss, experts.balanced(loss, settings.balanceLoss()));
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

    private void update(Pass pass) {
        List<List<NDArray>> gradients = new ArrayList<>();
        double squares = 0;
        for (PartTensors part : weights.parts()) {
            List<NDArray> ofPart = isUsed(part.id(), pass.routed()) ? gradients(part, pass.parameters()) : List.of();
            gradients.add(ofPart);
            for (NDArray gradient : ofPart) {
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
            List<NDArray> tensors = List.copyOf(weights.parts().get(p).tensors().values());
            if (!gradients.get(p).isEmpty()) {
                optimizer.update(first, tensors, gradients.get(p));
            }
            first += tensors.size();
        }
    }

    /** An expert without rows in this batch has no gradient, nor has a gate without a choice. */
    private boolean isUsed(PartId part, List<Integer> routed) {
        return switch (part.kind()) {
            case SHARED -> true;
            case GATE -> weights.held().size() > 1;
            case EXPERT -> routed.get(weights.held().indexOf(part.index())) > 0;
        };
    }

    private static List<NDArray> gradients(PartTensors part, NetworkParameters parameters) {
        return part.tensors().keySet().stream()
                .map(name -> parameters.get(name).getGradient())
                .toList();
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

    /**
     * A forward pass, alive until its scope is closed.
     *
     * @param routed rows that went to each held expert
     */
    record Pass(NetworkParameters parameters, List<Integer> routed, NDArray loss, NDArray objective) {}
}
