package dev.fedmoe.worker.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fedmoe.worker.data.Dataset;
import dev.fedmoe.worker.network.ForwardPass;
import dev.fedmoe.worker.network.SingleExpertMixture;
import dev.fedmoe.worker.network.TopKMixture;
import java.util.ArrayList;
import java.util.List;

/** Scores a model without training it, in batches of bounded size. */
public final class ModelScorer {
    private static final int BATCH = 64;

    private final NDManager manager;
    private final HeldWeights weights;
    private final List<Double> logitAdjustment;

    /** On the logits as they are. */
    public ModelScorer(NDManager manager, HeldWeights weights) {
        this(manager, weights, List.of());
    }

    /**
     * A client's own scorer.
     *
     * @param logitAdjustment as in its {@link StepSettings}; added to the logits of the model, but not to those of a single expert: they
     *     are compared by what they know, which the client's label shares would hide
     */
    public ModelScorer(NDManager manager, HeldWeights weights, List<Double> logitAdjustment) {
        this.manager = manager;
        this.weights = weights;
        this.logitAdjustment = logitAdjustment;
    }

    /** The model with the gate choosing among the held experts. */
    public ModelScore score(Dataset dataset, int[] samples) {
        var tally = new Tally(logitAdjustment);
        eachBatch(dataset, samples, (network, batch, scope) -> {
            NDArray features = network.features(batch.inputs(scope));
            tally.add(network.logits(features, gated(scope)), batch);
        });
        return tally.score();
    }

    /** The same samples with the gate choosing, and with each held expert in turn computing all of them. */
    public Probe probe(Dataset dataset, int[] samples) {
        var gated = new Tally(logitAdjustment);
        var tallies = new ArrayList<Tally>();
        weights.held().forEach(e -> tallies.add(new Tally(List.of())));
        eachBatch(dataset, samples, (network, batch, scope) -> {
            NDArray features = network.features(batch.inputs(scope));
            gated.add(network.logits(features, gated(scope)), batch);
            for (int e = 0; e < tallies.size(); e++) {
                tallies.get(e).add(network.logits(features, new SingleExpertMixture(e)), batch);
            }
        });
        return new Probe(gated.score(), tallies.stream().map(Tally::score).toList());
    }

    private TopKMixture gated(NDManager scope) {
        return new TopKMixture(weights.held().size(), weights.topK(), scope);
    }

    private void eachBatch(Dataset dataset, int[] samples, Pass pass) {
        ForwardPass network = weights.network(weights.parameters());
        var batch = new BatchBuffer(dataset.shape(), Math.min(BATCH, Math.max(1, samples.length)));
        for (int start = 0; start < samples.length; start += BATCH) {
            try (NDManager scope = manager.newSubManager()) {
                batch.fill(dataset, samples, start, Math.min(BATCH, samples.length - start));
                pass.over(network, batch, scope);
            }
        }
    }

    /**
     * @param experts in the order of {@link HeldWeights#held()}
     */
    public record Probe(ModelScore gated, List<ModelScore> experts) {
        public Probe {
            experts = List.copyOf(experts);
        }
    }

    private interface Pass {
        void over(ForwardPass network, BatchBuffer batch, NDManager scope);
    }

    private static final class Tally {
        private final List<Double> adjustment;
        private long correct;
        private long samples;
        private double loss;

        Tally(List<Double> adjustment) {
            this.adjustment = adjustment;
        }

        void add(NDArray logits, BatchBuffer batch) {
            float[] values = logits.toFloatArray();
            int classes = values.length / batch.size();
            for (int row = 0; row < batch.size(); row++) {
                adjust(values, row * classes);
                add(values, row * classes, classes, batch.label(row));
            }
        }

        private void adjust(float[] values, int start) {
            for (int c = 0; c < adjustment.size(); c++) {
                values[start + c] += adjustment.get(c).floatValue();
            }
        }

        private void add(float[] values, int start, int classes, int label) {
            int best = 0;
            for (int c = 1; c < classes; c++) {
                if (values[start + c] > values[start + best]) {
                    best = c;
                }
            }
            double sum = 0;
            for (int c = 0; c < classes; c++) {
                sum += Math.exp(values[start + c] - values[start + best]);
            }
            correct += best == label ? 1 : 0;
            loss += Math.log(sum) + values[start + best] - values[start + label];
            samples++;
        }

        ModelScore score() {
            return new ModelScore(correct, samples, samples == 0 ? 0 : loss / samples);
        }
    }
}
