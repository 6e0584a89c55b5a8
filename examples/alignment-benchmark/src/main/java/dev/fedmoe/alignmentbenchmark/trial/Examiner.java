package dev.fedmoe.alignmentbenchmark.trial;

import ai.djl.ndarray.NDManager;
import dev.fedmoe.alignmentbenchmark.world.World;
import dev.fedmoe.core.model.ModelSpec;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.worker.data.Dataset;
import dev.fedmoe.worker.model.Score;
import dev.fedmoe.worker.model.Scorer;
import dev.fedmoe.worker.model.Weights;
import dev.fedmoe.worker.train.LabelPrior;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Measures G and P of a commit, with the worker's own scoring. */
final class Examiner {
    private final NDManager tensors;
    private final ModelSpec model;
    private final World world;
    private final double logitAdjustment;

    /** @param logitAdjustment of the training, for which a client makes up with its own label shares */
    Examiner(NDManager tensors, ModelSpec model, World world, double logitAdjustment) {
        this.logitAdjustment = logitAdjustment;
        this.tensors = tensors;
        this.model = model;
        this.world = world;
    }

    /** All experts, the global gate, test samples in the proportions of the whole test set. */
    double global(Snapshot snapshot) {
        var all = IntStream.range(0, model.experts()).boxed().toList();
        long correct = 0;
        long samples = 0;
        for (Dataset exam : world.exams()) {
            Score score = score(snapshot, all, exam, List.of());
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
    double personal(Snapshot snapshot, Map<String, List<Integer>> held) {
        return world.clients().stream()
                .flatMap(client -> Optional.ofNullable(held.get(client.name())).stream()
                        .map(experts -> score(
                                snapshot,
                                experts,
                                client.exam(),
                                LabelPrior.adjustment(client.samples(), logitAdjustment))))
                .mapToDouble(score -> (double) score.correct() / score.samples())
                .average()
                .orElse(0);
    }

    private Score score(Snapshot snapshot, List<Integer> held, Dataset exam, List<Double> adjustment) {
        try (var weights = new Weights(tensors, model, held)) {
            weights.load(PartId.SHARED, snapshot.part(PartId.SHARED));
            weights.load(PartId.GATE, snapshot.part(PartId.GATE));
            held.forEach(e -> weights.load(PartId.expert(e), snapshot.part(PartId.expert(e))));
            return new Scorer(tensors, weights, adjustment)
                    .score(exam, IntStream.range(0, exam.size()).toArray());
        }
    }
}
