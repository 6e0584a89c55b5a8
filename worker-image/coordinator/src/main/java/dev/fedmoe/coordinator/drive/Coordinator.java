package dev.fedmoe.coordinator.drive;

import dev.fedmoe.coordinator.job.ClientRegistry;
import dev.fedmoe.coordinator.job.Job;
import dev.fedmoe.coordinator.job.JoinedClient;
import dev.fedmoe.coordinator.store.CheckpointVolume;
import dev.fedmoe.coordinator.store.Commit;
import dev.fedmoe.coordinator.store.CommitStore;
import dev.fedmoe.coordinator.store.DesiredStateFile;
import dev.fedmoe.coordinator.store.MilestoneListener;
import dev.fedmoe.coordinator.store.PlanStore;
import dev.fedmoe.protocol.server.ControlPort;
import dev.fedmoe.protocol.server.FederationPort;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/** A job's coordinator on its volume, without the network: resumes where the newest valid commit left off. */
public final class Coordinator implements AutoCloseable {
    private final Workshop workshop = new Workshop();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Reporter reporter;
    private final Loop loop;
    private final FederationPort federation;
    private final ControlPort control;
    private final CoordinatorTimeouts patience;
    private final ClientRegistry members;

    /** Raises the epoch. Throws {@link dev.fedmoe.coordinator.store.UnusableVolumeException} rather than lose what was trained. */
    public Coordinator(
            Job job,
            CheckpointVolume volume,
            CoordinatorTimeouts patience,
            MilestoneListener milestones,
            LongSupplier clock)
            throws IOException {
        this.patience = patience;
        var commits = new CommitStore(volume, job.settings().getUid(), job.manifest(), milestones);
        var found = commits.newest();
        Commit newest = found.isPresent() ? found.get().newest() : commits.initialize(job.initialWeights());
        long epoch = volume.raiseEpoch();
        var desk = new Desk(job, epoch, volume, commits, new PlanStore(volume, milestones), milestones);
        var happenings = new Happenings(job.name(), epoch);
        tell(happenings, newest, found.map(CommitStore.Found::passedOver).orElse(List.of()));
        var state = State.resume(volume, newest, LoopControl.stored(new DesiredStateFile(volume)));
        members = state.members;
        reporter = new Reporter(desk, state, happenings, clock);
        var planner = new Planner(job, state.members, patience.grace());
        var rounds = new Rounds(desk, state, workshop, reporter, planner, clock);
        var finale = new Finale(desk, state, workshop, reporter, patience, ended);
        var driver = new Driver(state, rounds, finale, reporter, patience, clock);
        var clients = new Clients(desk, state, rounds, finale, reporter, clock);
        loop = new Loop(
                () -> {
                    driver.settle();
                    clients.evaluate();
                },
                ended::completeExceptionally);
        driver.attach(loop);
        reporter.attach(loop);
        federation = new LoopFederation(desk, state, loop, clients, reporter, rounds.meter());
        control = new LoopControl(state, loop, clients, reporter, new DesiredStateFile(volume));
        finale.resume();
        loop.tell(() -> {});
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
            loop.ask(reporter::nextWatcher).get(patience.linger().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException nobody) {
            reporter.unwatched();
        }
        loop.ask(() -> {
            reporter.last();
            return true;
        });
    }

    /** Ends every stream: the process goes, the job does not. */
    public void leave() {
        loop.ask(() -> {
            reporter.last();
            members.all().forEach(JoinedClient::end);
            return true;
        });
    }

    @Override
    public void close() {
        loop.close();
        workshop.close();
    }

    private static void tell(Happenings happenings, Commit newest, List<String> passedOver) {
        if (!passedOver.isEmpty()) {
            happenings.add(
                    "CheckpointFellBack",
                    newest.round(),
                    "resuming from round " + newest.round() + ", the newest valid commit; passed over: "
                            + String.join("; ", passedOver));
        }
    }
}
