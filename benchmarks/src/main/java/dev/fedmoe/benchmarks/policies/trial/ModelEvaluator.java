package dev.fedmoe.benchmarks.policies.trial;

import ai.djl.ndarray.NDManager;
import dev.fedmoe.benchmarks.policies.scenario.Scenario;
import dev.fedmoe.core.model.ModelSpec;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.worker.data.Dataset;
import dev.fedmoe.worker.model.HeldWeights;
import dev.fedmoe.worker.model.ModelScore;
import dev.fedmoe.worker.model.ModelScorer;
import dev.fedmoe.worker.train.LabelPrior;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Measures G and P of a commit, with the worker's own scoring. */
final class ModelEvaluator {
    private final NDManager tensors;
    private final ModelSpec model;
    private final Scenario scenario;
    private final double logitAdjustment;

    /** @param logitAdjustment of the training, for which a client makes up with its own label shares */
    ModelEvaluator(NDManager tensors, ModelSpec model, Scenario scenario, double logitAdjustment) {
        this.logitAdjustment = logitAdjustment;
        this.tensors = tensors;
        this.model = model;
        this.scenario = scenario;
    }

    /** All experts, the global gate, test samples in the proportions of the whole test set. */
    double global(WeightsSnapshot snapshot) {
        var all = IntStream.range(0, model.experts()).boxed().toList();
        long correct = 0;
        long samples = 0;
        for (Dataset testSet : scenario.testSets()) {
            ModelScore score = score(snapshot, all, testSet, List.of());
            correct += score.correct();
            samples += score.samples();
        }
        return (double) correct / samples;
    }

    /**
     * The mean over the clients, each with the experts it holds; 0 when nobody holds any.
     *
     * @param held ascending, by client
     */
    double personal(WeightsSnapshot snapshot, Map<String, List<Integer>> held) {
        return scenario.clients().stream()
                .flatMap(client -> Optional.ofNullable(held.get(client.name())).stream()
                        .map(experts -> score(
                                snapshot,
                                experts,
                                client.testSet(),
                                LabelPrior.adjustment(client.samples(), logitAdjustment))))
                .mapToDouble(score -> (double) score.correct() / score.samples())
                .average()
                .orElse(0);
    }

    private ModelScore score(WeightsSnapshot snapshot, List<Integer> held, Dataset testSet, List<Double> adjustment) {
        try (var weights = new HeldWeights(tensors, model, held)) {
            weights.load(PartId.SHARED, snapshot.part(PartId.SHARED));
            weights.load(PartId.GATE, snapshot.part(PartId.GATE));
            held.forEach(e -> weights.load(PartId.expert(e), snapshot.part(PartId.expert(e))));
            return new ModelScorer(tensors, weights, adjustment)
                    .score(testSet, IntStream.range(0, testSet.size()).toArray());
        }
    }
}
