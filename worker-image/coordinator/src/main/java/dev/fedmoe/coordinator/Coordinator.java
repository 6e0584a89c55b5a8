package dev.fedmoe.coordinator;

import dev.fedmoe.coordinator.aggregation.CommitCache;
import dev.fedmoe.coordinator.aggregation.RoundRooms;
import dev.fedmoe.coordinator.client.DeliveryAnswers;
import dev.fedmoe.coordinator.client.TaskStreams;
import dev.fedmoe.coordinator.endpoint.ControlEndpoint;
import dev.fedmoe.coordinator.endpoint.EngineAccess;
import dev.fedmoe.coordinator.endpoint.FederationEndpoint;
import dev.fedmoe.coordinator.endpoint.PartServer;
import dev.fedmoe.coordinator.endpoint.UpdateReceiver;
import dev.fedmoe.coordinator.loop.CoordinatorContext;
import dev.fedmoe.coordinator.loop.EffectRunner;
import dev.fedmoe.coordinator.loop.EventLoop;
import dev.fedmoe.coordinator.loop.EventQueue;
import dev.fedmoe.coordinator.loop.IoExecutors;
import dev.fedmoe.coordinator.loop.StateHolder;
import dev.fedmoe.coordinator.loop.TransitionListener;
import dev.fedmoe.coordinator.loop.VolumeEffects;
import dev.fedmoe.coordinator.progress.EventLog;
import dev.fedmoe.coordinator.progress.ProgressReporter;
import dev.fedmoe.coordinator.progress.TransferMeter;
import dev.fedmoe.coordinator.store.CheckpointVolume;
import dev.fedmoe.coordinator.store.DesiredStateFile;
import dev.fedmoe.coordinator.store.MilestoneListener;
import dev.fedmoe.core.federation.FederationEvent;
import dev.fedmoe.core.federation.knowledge.Moment;
import dev.fedmoe.core.job.JobSpec;
import dev.fedmoe.protocol.server.ControlPort;
import dev.fedmoe.protocol.server.FederationPort;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/** A job's coordinator on its volume, without the network: resumes where the newest valid commit left off. */
public final class Coordinator implements AutoCloseable {
    private final IoExecutors threads = new IoExecutors();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final TaskStreams streams = new TaskStreams();
    private final EventQueue events = new EventQueue(ended::completeExceptionally);
    private final CoordinatorTimeouts timeouts;
    private final ProgressReporter reporter;
    private final EventLoop loop;
    private final FederationPort federation;
    private final ControlPort control;

    /** Raises the epoch. Throws {@link dev.fedmoe.coordinator.store.UnusableVolumeException} rather than lose what was trained. */
    public Coordinator(
            JobSpec job,
            CheckpointVolume volume,
            CoordinatorTimeouts timeouts,
            MilestoneListener milestones,
            LongSupplier clock)
            throws IOException {
        this(ResumedJob.on(volume, job, timeouts, milestones, clock), timeouts, clock, TransitionListener.NONE);
    }

    Coordinator(ResumedJob resumed, CoordinatorTimeouts timeouts, LongSupplier clock, TransitionListener listener)
            throws IOException {
        this.timeouts = timeouts;
        CoordinatorContext context = resumed.context();
        var state = new StateHolder(resumed.state());
        var meter = new TransferMeter();
        var commits = new CommitCache(resumed.newest());
        var rooms = new RoundRooms(context.volume(), context.commits(), threads.folders(), context.milestones());
        var log = new EventLog(context.job(), context.run().epoch());
        resumed.tell(log);
        reporter = new ProgressReporter(state, context.history(), log, meter);
        var answers = new DeliveryAnswers();
        var volume = new VolumeEffects(context, state, events, threads, rooms, commits);
        var effects = new EffectRunner(volume, streams, answers, reporter, state, ended);
        var engine = new EngineAccess(state, events, answers);
        var updates = new UpdateReceiver(engine, rooms, meter, context.milestones());
        federation = new FederationEndpoint(engine, streams, new PartServer(commits, meter), updates, reporter);
        control = new ControlEndpoint(engine, reporter, new DesiredStateFile(context.volume()));
        if (state.get().isDone()) {
            ended.complete(null);
        }
        loop = new EventLoop(
                events, state, effects, () -> new Moment(clock.getAsLong(), meter.servedBytes()), listener);
        loop.start();
        engine.await(new FederationEvent.Woken());
    }

    public FederationPort federation() {
        return federation;
    }

    public ControlPort control() {
        return control;
    }

    /** Completes when the job is complete; exceptionally on a bug or a lost volume. */
    public CompletableFuture<Void> ended() {
        return ended;
    }

    /** Waits, within bounds, until somebody can be told the final state, tells it, and ends every watch. */
    public void farewell() throws InterruptedException {
        try {
            reporter.nextWatcher().get(timeouts.linger().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException nobody) {
            reporter.unwatched();
        }
        reporter.last();
    }

    /** Ends every stream: the process goes, the job does not. */
    public void leave() {
        reporter.last();
        streams.endAll();
    }

    @Override
    public void close() {
        loop.close();
        reporter.close();
        threads.close();
    }
}
