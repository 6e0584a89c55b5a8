package dev.fedmoe.coordinator.export;

import dev.fedmoe.coordinator.commit.Commit;
import dev.fedmoe.coordinator.store.CheckpointVolume;
import dev.fedmoe.coordinator.store.CompletionFile;
import dev.fedmoe.coordinator.store.CompletionRecord;
import dev.fedmoe.core.federation.knowledge.JobMetrics;
import dev.fedmoe.core.job.JobSpec;
import dev.fedmoe.core.job.training.TrainingSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/** The end of a job on its volume: the exported model, and the note that it is complete. */
public record CompletedJobFile(JobSpec job, CheckpointVolume volume) {
    /** Writes both, durable when this returns. The result is the model's path, relative to the volume. */
    public String write(Commit newest, JobMetrics metrics, TrainingSpec training) throws IOException {
        var export = new ModelExport(job, training.local().logitAdjustment(), volume.root());
        var model = export.write(newest, metrics);
        new CompletionFile(volume)
                .write(new CompletionRecord(
                        job.uid(),
                        newest.round(),
                        goal(training),
                        metrics.all(),
                        metrics.best().stream().toList()));
        return volume.root().relativize(model).toString();
    }

    /** What an earlier coordinator measured when it had completed the job at this commit, with the same goal. */
    public Optional<JobMetrics> read(Commit newest, TrainingSpec training) {
        return new CompletionFile(volume)
                .read()
                .filter(known -> known.jobUid().equals(job.uid())
                        && known.round() == newest.round()
                        && known.goal().equals(goal(training))
                        && Files.exists(volume.root().resolve(ModelExport.WEIGHTS)))
                .map(known -> JobMetrics.of(known.measures(), known.best()));
    }

    private static String goal(TrainingSpec training) {
        String target = training.target()
                .map(wanted -> wanted.metric() + " " + wanted.value())
                .orElse(" 0.0");
        return training.rounds() + " rounds, target " + target;
    }
}
