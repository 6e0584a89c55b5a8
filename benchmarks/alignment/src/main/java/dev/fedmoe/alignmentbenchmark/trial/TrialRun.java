package dev.fedmoe.alignmentbenchmark.trial;

import dev.fedmoe.alignmentbenchmark.experiment.Experiment;
import dev.fedmoe.alignmentbenchmark.experiment.Variant;
import dev.fedmoe.alignmentbenchmark.scenario.Scenario;
import dev.fedmoe.coordinator.store.CheckpointVolume;
import dev.fedmoe.protocol.DesiredStateCodec;
import dev.fedmoe.worker.data.BadDataException;
import dev.fedmoe.worker.model.TorchRuntime;
import dev.fedmoe.worker.session.ClientOption;
import java.io.IOException;
import java.nio.file.Path;

/** One contender in one world: real training from the first round to the last. */
public record TrialRun(Experiment regime, Variant contender, int seed, Scenario world) {
    /**
     * Trains and measures.
     *
     * @param data where the world's clients were written
     * @param volume an empty folder for the coordinator; in memory, its commits cost no time on a disk
     */
    public TrialRecord run(Path data, Path volume) throws IOException, BadDataException, InterruptedException {
        long start = System.nanoTime();
        var trial = new TrialJob(regime, contender, seed, world);
        var job = trial.job();
        var clients = world.clients().stream()
                .map(client -> {
                    Path own = data.resolve(client.name());
                    return new ClientOption(client.name(), own, own);
                })
                .toList();
        try (var tensors = TorchRuntime.start();
                var folder = CheckpointVolume.open(volume);
                var observatory = new MetricsRecorder(
                        job,
                        folder,
                        world,
                        new ModelEvaluator(tensors, job.model(), world, contender.logitAdjustment()))) {
            new InProcessFleet(job, folder, observatory, tensors).run(DesiredStateCodec.encode(trial.desired()), clients);
            var rounds = observatory.measures();
            double took = (System.nanoTime() - start) / 1e9;
            return new TrialRecord(regime.name(), regime.circumstances(), contender.name(), seed, took, rounds);
        }
    }
}
