package dev.fedmoe.worker.train;

import ai.djl.ndarray.NDManager;
import dev.fedmoe.core.job.training.LocalTrainingSpec;
import dev.fedmoe.worker.data.Dataset;
import dev.fedmoe.worker.data.HoldoutSplit;
import dev.fedmoe.worker.model.BatchBuffer;
import dev.fedmoe.worker.model.HeldWeights;
import dev.fedmoe.worker.model.ModelScore;
import dev.fedmoe.worker.model.ModelScorer;
import dev.fedmoe.worker.model.Optimizer;
import dev.fedmoe.worker.model.StepSettings;
import dev.fedmoe.worker.model.TrainingStep;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * Scores the weights as fetched, then trains them in place. Same weights, data, settings and seed: same result, bit for
 * bit, on one machine. The optimizer starts afresh each round, so that nothing but weights carries over.
 */
public final class LocalRound {
    /** Samples that the experts, and the model before and after, are scored on: a quarter of the round's cost or less. */
    private static final int PROBE_SAMPLES = 256;

    /** Held-out samples scored in a round. */
    private static final int HOLDOUT_SAMPLES = 512;

    private final NDManager manager;
    private final LocalTrainingSpec spec;
    private final HoldoutSplit data;
    private final List<Double> logitAdjustment;

    public LocalRound(NDManager manager, LocalTrainingSpec spec, HoldoutSplit data) {
        this.manager = manager;
        this.spec = spec;
        this.data = data;
        this.logitAdjustment = LabelPrior.adjustment(data.training(), spec.logitAdjustment());
    }

    /** Empty when {@code abandoned} turned true, which is asked between steps. */
    public Optional<LocalTrainingOutcome> run(HeldWeights weights, long seed, BooleanSupplier abandoned) {
        long start = System.nanoTime();
        var random = new SplittableRandom(seed);
        int[] probe = sample(data.training(), PROBE_SAMPLES, random);
        int[] holdout = sample(data.holdout(), HOLDOUT_SAMPLES, random);
        var scorer = new ModelScorer(manager, weights, logitAdjustment);
        var before = scorer.probe(data.training(), probe);
        ModelScore held = scorer.score(data.holdout(), holdout);
        var tally = new RoundTally(weights.held(), before.experts());
        if (abandoned.getAsBoolean() || !train(weights, random, tally, abandoned)) {
            return Optional.empty();
        }
        double after = scorer.score(data.training(), probe).loss();
        return Optional.of(new LocalTrainingOutcome(
                tally.experts(),
                held,
                tally.samples(),
                before.gated().loss(),
                after,
                tally.medianStep(),
                Duration.ofNanos(System.nanoTime() - start)));
    }

    /** Trains without scoring and says how long a step takes. */
    public Duration medianStep(HeldWeights weights) {
        var tally = new RoundTally(weights.held(), List.of());
        train(weights, new SplittableRandom(0), tally, () -> false);
        return tally.medianStep();
    }

    private boolean train(HeldWeights weights, SplittableRandom random, RoundTally tally, BooleanSupplier abandoned) {
        int size = Math.min(spec.batchSize(), data.training().size());
        var stepSettings = new StepSettings(spec.optimizer().clipNorm(), spec.balanceLoss(), logitAdjustment);
        var batch = new BatchBuffer(data.training().shape(), size);
        try (Optimizer optimizer = OptimizerFactory.create(manager, spec.optimizer());
                var step = new TrainingStep(manager, weights, optimizer, stepSettings)) {
            int steps = spec.work().steps(data.training().size(), size);
            int[] order = {};
            int next = 0;
            for (int s = 0; s < steps; s++) {
                if (abandoned.getAsBoolean()) {
                    return false;
                }
                if (next == order.length) {
                    order = HoldoutSplit.shuffled(data.training().size(), random);
                    next = 0;
                }
                int count = Math.min(size, order.length - next);
                batch.fill(data.training(), order, next, count);
                long start = System.nanoTime();
                var outcome = step.run(batch);
                tally.add(outcome, count, System.nanoTime() - start);
                next += count;
            }
            return true;
        }
    }

    private static int[] sample(Dataset dataset, int most, SplittableRandom random) {
        int[] order = HoldoutSplit.shuffled(dataset.size(), random);
        return Arrays.copyOf(order, Math.min(most, order.length));
    }
}
