package dev.fedmoe.worker.session;

import ai.djl.ndarray.NDManager;
import dev.fedmoe.core.job.training.LocalTrainingSpec;
import dev.fedmoe.core.job.training.LocalWork.LocalSteps;
import dev.fedmoe.worker.data.HoldoutSplit;
import dev.fedmoe.worker.model.HeldWeights;
import dev.fedmoe.worker.train.LocalRound;
import java.util.List;
import java.util.stream.IntStream;

/** How fast this place trains, by a few real steps of the job's model with zero weights. */
final class StepSpeed {
    /** Steps of a usual size: how this job trains, its workers hear with their first round. */
    private static final LocalTrainingSpec FEW = LocalTrainingSpec.DEFAULT.withWork(new LocalSteps(8));

    private StepSpeed() {}

    static double samplesPerSecond(NDManager tensors, WorkerJob job, HoldoutSplit data) {
        List<Integer> held = IntStream.range(0, job.model().topK()).boxed().toList();
        try (var weights = new HeldWeights(tensors, job.model(), held)) {
            var median = new LocalRound(
                            tensors,
                            FEW,
                            new HoldoutSplit(data.training(), data.training().select(new int[0])))
                    .medianStep(weights);
            int batch = Math.min(FEW.batchSize(), data.training().size());
            return batch * 1e9 / Math.max(1, median.toNanos());
        }
    }
}
