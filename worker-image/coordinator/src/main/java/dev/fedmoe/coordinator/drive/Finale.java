package dev.fedmoe.coordinator.drive;

import dev.fedmoe.coordinator.drive.State.Stage;
import dev.fedmoe.coordinator.export.ModelExport;
import dev.fedmoe.coordinator.job.JobMetrics;
import dev.fedmoe.coordinator.job.JoinedClient;
import dev.fedmoe.coordinator.store.CompletionFile;
import dev.fedmoe.coordinator.store.CompletionRecord;
import dev.fedmoe.protocol.v1alpha1.JobFinished;
import dev.fedmoe.protocol.v1alpha1.Task;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The end of the job: the last score, the exported model, the farewell to the workers. */
final class Finale {
    private final Desk desk;
    private final State state;
    private final Workshop workshop;
    private final Reporter reporter;
    private final CoordinatorTimeouts patience;
    private final CompletableFuture<Void> ended;
    private long evaluateUntilNanos;

    /** {@code ended} completes with the job. */
    Finale(
            Desk desk,
            State state,
            Workshop workshop,
            Reporter reporter,
            CoordinatorTimeouts patience,
            CompletableFuture<Void> ended) {
        this.desk = desk;
        this.state = state;
        this.workshop = workshop;
        this.reporter = reporter;
        this.patience = patience;
        this.ended = ended;
    }

    /** Takes up where an earlier process had completed the job; true when it had. */
    boolean resume() {
        Path model = desk.volume().root().resolve(ModelExport.WEIGHTS);
        var known = new CompletionFile(desk.volume()).read().filter(this::isOfNow);
        if (known.isEmpty() || !Files.exists(model)) {
            return false;
        }
        state.measures = JobMetrics.of(known.get().measures(), known.get().best());
        finished(model);
        return true;
    }

    private boolean isOfNow(CompletionRecord known) {
        return known.jobUid().equals(desk.job().settings().getUid())
                && known.round() == state.shelf.newest().round()
                && known.goal().equals(goal());
    }

    private String goal() {
        var training = state.roster().training(desk.job());
        return training.getRounds() + " rounds, target " + training.getTarget().getMetric() + " "
                + training.getTarget().getValue();
    }

    void begin(long now) {
        evaluateUntilNanos = now + patience.finalEvaluation().toNanos();
    }

    /** How long the evaluator's score is still waited for; 0 when it is there, or nobody will give one. */
    long waitNanos(long now) {
        int newest = state.shelf.newest().round();
        boolean awaited = newest > 0 && state.roster().hasEvaluator() && state.measuredRound() < newest;
        return awaited ? Math.max(0, evaluateUntilNanos - now) : 0;
    }

    void export(Consumer<Path> done, Consumer<Exception> failed) {
        var commit = state.shelf.newest();
        var measures = state.measures;
        double logitAdjustment = state.roster().training(desk.job()).getLogitAdjustment();
        var completion = new CompletionRecord(
                desk.job().settings().getUid(),
                commit.round(),
                goal(),
                measures.all(),
                measures.best().stream().toList());
        workshop.write(
                () -> {
                    Path model = new ModelExport(
                                    desk.job(), logitAdjustment, desk.volume().root())
                            .write(commit, measures);
                    new CompletionFile(desk.volume()).write(completion);
                    return model;
                },
                done,
                failed);
    }

    void complete(Path model) {
        finished(model);
        reporter.happened("Complete", state.shelf.newest().round(), state.message);
        for (JoinedClient member : state.members.all()) {
            farewell(member);
        }
    }

    private void finished(Path model) {
        state.phase = "Complete";
        state.message = state.shelf.newest().round() + " rounds are committed";
        state.modelPath = desk.volume().root().relativize(model).toString();
        state.stage = Stage.DONE;
        ended.complete(null);
    }

    /** Nothing more will come. */
    void farewell(JoinedClient member) {
        member.send(Task.newBuilder()
                .setEpoch(desk.epoch())
                .setFinished(JobFinished.newBuilder().setPhase(state.phase).setMessage(state.message))
                .build());
        member.end();
    }
}
