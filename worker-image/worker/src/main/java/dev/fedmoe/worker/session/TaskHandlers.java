package dev.fedmoe.worker.session;

import dev.fedmoe.core.job.DataSpec;
import dev.fedmoe.protocol.client.CoordinatorLink;
import dev.fedmoe.protocol.client.LinkException;
import dev.fedmoe.protocol.v1alpha1.Role;
import dev.fedmoe.protocol.v1alpha1.Task;
import dev.fedmoe.worker.data.BadDataException;
import dev.fedmoe.worker.data.ClientDataFolder;
import dev.fedmoe.worker.data.Dataset;
import dev.fedmoe.worker.data.HoldoutSplit;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/** What a client does with its tasks, in its role. */
final class TaskHandlers implements AutoCloseable {
    private final Brought brought;
    private final Steps steps;
    private final TaskQueue desk;
    private final AtomicReference<Throwable> bug = new AtomicReference<>();

    private TaskHandlers(String client, Brought brought, Steps steps) {
        this.brought = brought;
        this.steps = steps;
        this.desk = new TaskQueue(client, bug::set);
    }

    /**
     * What a client tells of its data when it joins.
     *
     * @param labelSketch made once, because noise that is drawn again can be averaged away; empty when the job asks for none
     */
    record Brought(long trainingSamples, long holdoutSamples, List<Double> labelSketch) {
        static final Brought NOTHING = new Brought(0, 0, List.of());
    }

    /** Reads the client's data, all of it before the first round, and measures the place. */
    static TaskHandlers prepare(
            ClientOption client, Role role, CoordinatorLink link, WorkerRuntime place, WorkerJob job)
            throws BadDataException {
        place.parts(job);
        DataSpec spec = job.terms().data();
        Dataset dataset = new ClientDataFolder(client.data()).read(spec, job.shape());
        if (role == Role.ROLE_EVALUATOR) {
            var evaluation = new EvaluationWork(client.name(), link, place, job, dataset);
            return new TaskHandlers(client.name(), new Brought(0, dataset.size(), List.of()), (task, abandoned) -> {
                if (task.hasEvaluate()) {
                    evaluation.perform(task.getEvaluate(), task.getEpoch());
                }
            });
        }
        long seed = job.terms().seed() * 31 + client.name().hashCode();
        HoldoutSplit split =
                HoldoutSplit.of(dataset, spec.holdout(), seed, client.data().toString());
        place.measure(job, split);
        var training = new TrainingWork(client.name(), link, place, job, split);
        var sketch = job.terms()
                .labelSketch()
                .of(split.training().labels(), job.model().classes(), place.secret());
        var brought = new Brought(split.training().size(), split.holdout().size(), sketch);
        return new TaskHandlers(client.name(), brought, (task, abandoned) -> {
            if (task.hasTrain()) {
                training.perform(task.getTrain(), task.getEpoch(), abandoned);
            }
        });
    }

    Brought brought() {
        return brought;
    }

    void take(Task task) {
        switch (task.getKindCase()) {
            case TRAIN -> desk.take(assignment(task, task.getTrain().getRound()));
            case EVALUATE -> desk.take(assignment(task, task.getEvaluate().getRound()));
            case CLOSED -> desk.abandon(task.getEpoch(), task.getClosed().getRound());
            case FINISHED, KIND_NOT_SET -> {
                // A newer coordinator may know kinds of task that this worker does not.
            }
        }
    }

    private RoundAssignment assignment(Task task, int round) {
        return new RoundAssignment(task.getEpoch(), round, abandoned -> steps.perform(task, abandoned));
    }

    /** Throws what went wrong at the desk, if it was not the link. */
    void failOnBug() {
        Throwable thrown = bug.get();
        if (thrown != null) {
            throw new IllegalStateException("training failed: " + thrown.getMessage(), thrown);
        }
    }

    @Override
    public void close() {
        desk.close();
    }

    private interface Steps {
        void perform(Task task, BooleanSupplier abandoned) throws LinkException;
    }
}
