package dev.fedmoe.worker.train;

import dev.fedmoe.worker.model.ModelScore;
import java.time.Duration;
import java.util.List;

/**
 * What a client saw in one round.
 *
 * @param experts one a held expert, ascending
 * @param holdout the fetched model on held-out samples, with only the held experts
 * @param samples samples trained on, repeats included
 * @param lossBefore mean loss of the fetched model on a sample of the training data, nats
 * @param lossAfter of the trained model, on the same sample
 * @param step median duration of one optimizer step
 */
public record LocalTrainingOutcome(
        List<ExpertOutcome> experts,
        ModelScore holdout,
        long samples,
        double lossBefore,
        double lossAfter,
        Duration step,
        Duration train) {
    public LocalTrainingOutcome {
        experts = List.copyOf(experts);
    }

    /**
     * @param loss of the expert as fetched, with every sample routed to it, nats
     * @param samples routed to it in training
     */
    public record ExpertOutcome(int expert, double loss, long samples) {}
}
