package dev.fedmoe.coordinator.drive;

import dev.fedmoe.coordinator.export.ModelExport;
import dev.fedmoe.coordinator.job.Member;
import dev.fedmoe.protocol.v1alpha1.JobFinished;
import dev.fedmoe.protocol.v1alpha1.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** The end of the job: the last score, the exported model, the farewell to the workers. */
final class Finale {
    private final Desk desk;
    private final State state;
    private final Workshop workshop;
    private final Reporter reporter;
    private final Patience patience;
    private final CompletableFuture<Void> complete = new CompletableFuture<>();
    private long evaluateUntilNanos;

    Finale(Desk desk, State state, Workshop workshop, Reporter reporter, Patience patience) {
        this.desk = desk;
        this.state = state;
        this.workshop = workshop;
        this.reporter = reporter;
        this.patience = patience;
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

    CompletableFuture<Path> export() {
        var commit = state.shelf.newest();
        var measures = state.measures;
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return new ModelExport(desk.job(), desk.volume().root()).write(commit, measures);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                workshop.scribe());
    }

    void complete(Path model) {
        state.phase = "Complete";
        state.message = state.shelf.newest().round() + " rounds are committed; the model is " + model;
        state.modelPath = model.toString();
        reporter.happened("Complete", state.shelf.newest().round(), state.message);
        for (Member member : state.members.all()) {
            farewell(member);
        }
        complete.complete(null);
    }

    /** Nothing more will come. */
    void farewell(Member member) {
        member.send(Task.newBuilder()
                .setEpoch(desk.epoch())
                .setFinished(JobFinished.newBuilder().setPhase(state.phase).setMessage(state.message))
                .build());
        member.end();
    }

    /** Completes with the job. */
    CompletableFuture<Void> completion() {
        return complete;
    }
}
