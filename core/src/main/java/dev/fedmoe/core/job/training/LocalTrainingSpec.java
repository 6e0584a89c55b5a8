package dev.fedmoe.core.job.training;

import dev.fedmoe.core.job.validation.SpecField;

/**
 * What a client does with its own data in a round.
 *
 * @param batchSize samples a step, at least 1
 * @param balanceLoss weight of the auxiliary loss that keeps the gate from favouring few experts, at least 0
 * @param logitAdjustment weight of the logarithm of the client's own label shares, added to the logits in its training loss and its
 *     own score; 0 is plain cross-entropy
 */
public record LocalTrainingSpec(
        LocalWork work, int batchSize, OptimizerSpec optimizer, double balanceLoss, double logitAdjustment) {
    public static final LocalTrainingSpec DEFAULT =
            new LocalTrainingSpec(LocalWork.DEFAULT, 32, OptimizerSpec.DEFAULT, 0.01, 0);

    public LocalTrainingSpec {
        new SpecField("training.batchSize").atLeast(1, batchSize);
        new SpecField("training.balanceLoss").notNegative(balanceLoss);
        new SpecField("training.logitAdjustment").notNegative(logitAdjustment);
    }

    /** Samples a client sees in a round when it has so many of its own. */
    public long samplesPerRound(long ownSamples) {
        return work.samples(ownSamples, batchSize);
    }

    public LocalTrainingSpec withWork(LocalWork newWork) {
        return new LocalTrainingSpec(newWork, batchSize, optimizer, balanceLoss, logitAdjustment);
    }

    public LocalTrainingSpec withBatchSize(int newBatchSize) {
        return new LocalTrainingSpec(work, newBatchSize, optimizer, balanceLoss, logitAdjustment);
    }

    public LocalTrainingSpec withOptimizer(OptimizerSpec newOptimizer) {
        return new LocalTrainingSpec(work, batchSize, newOptimizer, balanceLoss, logitAdjustment);
    }

    public LocalTrainingSpec withLogitAdjustment(double newLogitAdjustment) {
        return new LocalTrainingSpec(work, batchSize, optimizer, balanceLoss, newLogitAdjustment);
    }
}
