package dev.fedmoe.benchmarks.policies.trial;

import dev.fedmoe.benchmarks.policies.experiment.Experiment;
import dev.fedmoe.benchmarks.policies.experiment.Variant;
import dev.fedmoe.benchmarks.policies.scenario.Scenario;
import dev.fedmoe.coordinator.store.CheckpointVolume;
import dev.fedmoe.protocol.DesiredStateCodec;
import dev.fedmoe.worker.data.BadDataException;
import dev.fedmoe.worker.model.TorchRuntime;
import dev.fedmoe.worker.session.ClientOption;
import java.io.IOException;
import java.nio.file.Path;

/** One variant in one scenario: real training from the first round to the last. */
public record TrialRun(Experiment experiment, Variant variant, int seed, Scenario scenario) {
    /**
     * Trains and measures.
     *
     * @param data where the scenario's clients were written
     * @param volume an empty folder for the coordinator; in memory, its commits cost no time on a disk
     */
    public TrialRecord run(Path data, Path volume) throws IOException, BadDataException, InterruptedException {
        long start = System.nanoTime();
        var trial = new TrialJob(experiment, variant, seed, scenario);
        var job = trial.job();
        var clients = scenario.clients().stream()
                .map(client -> {
                    Path own = data.resolve(client.name());
                    return new ClientOption(client.name(), own, own);
                })
                .toList();
        try (var tensors = TorchRuntime.start();
                var folder = CheckpointVolume.open(volume);
                var recorder = new MetricsRecorder(
                        job,
                        folder,
                        scenario,
                        new ModelEvaluator(tensors, job.model(), scenario, variant.logitAdjustment()))) {
            new InProcessFleet(job, folder, recorder, tensors).run(DesiredStateCodec.encode(trial.desired()), clients);
            var rounds = recorder.measures();
            double took = (System.nanoTime() - start) / 1e9;
            return new TrialRecord(experiment.name(), experiment.circumstances(), variant.name(), seed, took, rounds);
        }
    }
}
