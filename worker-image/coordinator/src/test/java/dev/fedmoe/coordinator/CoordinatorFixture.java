package dev.fedmoe.coordinator;

import dev.fedmoe.coordinator.loop.TransitionListener;
import dev.fedmoe.coordinator.store.CheckpointVolume;
import dev.fedmoe.coordinator.store.MilestoneListener;
import dev.fedmoe.core.federation.FederationState;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.core.model.PartSpec;
import dev.fedmoe.protocol.JobSpecCodec;
import dev.fedmoe.protocol.PartVersions;
import dev.fedmoe.protocol.Verdict;
import dev.fedmoe.protocol.server.AuthenticatedCaller;
import dev.fedmoe.protocol.server.ControlPort.ProgressFeed;
import dev.fedmoe.protocol.server.FederationPort;
import dev.fedmoe.protocol.server.FederationPort.Reception;
import dev.fedmoe.protocol.server.FederationPort.Subscription;
import dev.fedmoe.protocol.server.FederationPort.TaskFeed;
import dev.fedmoe.protocol.v1alpha1.DesiredJob;
import dev.fedmoe.protocol.v1alpha1.ExpertReport;
import dev.fedmoe.protocol.v1alpha1.JobSettings;
import dev.fedmoe.protocol.v1alpha1.JoinRequest;
import dev.fedmoe.protocol.v1alpha1.Progress;
import dev.fedmoe.protocol.v1alpha1.Role;
import dev.fedmoe.protocol.v1alpha1.RoundReport;
import dev.fedmoe.protocol.v1alpha1.Task;
import dev.fedmoe.protocol.v1alpha1.TasksRequest;
import dev.fedmoe.protocol.v1alpha1.TrainTask;
import dev.fedmoe.protocol.v1alpha1.UpdateHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

/** A coordinator spoken to at its ports, without a network. */
final class CoordinatorFixture implements AutoCloseable {
    private static final long BOUND_SECONDS = 30;

    private final CheckpointVolume volume;
    private final FederationState start;
    private final Coordinator coordinator;
    private final Map<String, BlockingQueue<Task>> tasks = new ConcurrentHashMap<>();
    private final Map<String, Subscription> streams = new ConcurrentHashMap<>();
    private final BlockingQueue<Progress> progress = new LinkedBlockingQueue<>();

    CoordinatorFixture(JobSettings job, Path folder) throws IOException {
        this(job, folder, TransitionListener.NONE);
    }

    CoordinatorFixture(JobSettings job, Path folder, TransitionListener listener) throws IOException {
        volume = CheckpointVolume.open(folder);
        var patience = new CoordinatorTimeouts(
                Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ZERO);
        var resumed =
                ResumedJob.on(volume, JobSpecCodec.decode(job), patience, MilestoneListener.NONE, System::nanoTime);
        start = resumed.state();
        coordinator = new Coordinator(resumed, patience, System::nanoTime, listener);
        coordinator.control().watch(new ProgressFeed() {
            @Override
            public void send(Progress now) {
                progress.add(now);
            }

            @Override
            public void end() {}
        });
    }

    /** As the volume had it, before anything was told. */
    FederationState start() {
        return start;
    }

    FederationPort port() {
        return coordinator.federation();
    }

    CoordinatorFixture apply(DesiredJob desired) {
        coordinator.control().apply(desired);
        return this;
    }

    static AuthenticatedCaller caller(String client) {
        return new AuthenticatedCaller("system:serviceaccount:plant:worker", "node-" + client, "pod-" + client);
    }

    CoordinatorFixture join(String client, Role role) {
        return join(client, 1, role);
    }

    CoordinatorFixture join(String client, long epoch, Role role) {
        return join(caller(client), client, epoch, role);
    }

    CoordinatorFixture join(AuthenticatedCaller caller, String client, long epoch, Role role) {
        return join(caller, epoch, request(client, role).build());
    }

    static JoinRequest.Builder request(String client, Role role) {
        return JoinRequest.newBuilder().setClient(client).setRole(role).setTrainingSamples(500);
    }

    CoordinatorFixture join(AuthenticatedCaller caller, long epoch, JoinRequest joining) {
        granted(port().join(caller, joining));
        String client = joining.getClient();
        var queue = new LinkedBlockingQueue<Task>();
        tasks.put(client, queue);
        var request =
                TasksRequest.newBuilder().setClient(client).setEpoch(epoch).build();
        streams.put(client, granted(port().subscribe(caller, request, new TaskFeed() {
            @Override
            public void send(Task task) {
                queue.add(task);
            }

            @Override
            public void end() {}
        })));
        return this;
    }

    void vanish(String client) {
        var stream = streams.remove(client);
        if (stream != null) {
            stream.close();
        }
    }

    Task nextTask(String client) throws InterruptedException {
        var queue = tasks.get(client);
        Task task = queue == null ? null : queue.poll(BOUND_SECONDS, TimeUnit.SECONDS);
        if (task == null) {
            throw new AssertionError("no task for " + client);
        }
        return task;
    }

    /** The next training task; what else comes in between is skipped. */
    TrainTask nextTraining(String client) throws InterruptedException {
        Task task = nextTask(client);
        while (!task.hasTrain()) {
            task = nextTask(client);
        }
        return task.getTrain();
    }

    boolean isIdle(String client) {
        var queue = tasks.get(client);
        return queue == null || queue.isEmpty();
    }

    UpdateHeader.Builder header(String client, TrainTask task) {
        var report =
                RoundReport.newBuilder().setSamples(10).setHoldoutCorrect(8).setHoldoutSamples(10);
        task.getPartsList().stream()
                .flatMap(version -> PartVersions.id(version).stream())
                .filter(PartId::isExpert)
                .forEach(id -> report.addExperts(ExpertReport.newBuilder()
                        .setExpert(id.index())
                        .setLoss(0.5)
                        .setSamples(10)));
        return UpdateHeader.newBuilder()
                .setJobUid("uid-1")
                .setEpoch(1)
                .setRound(task.getRound())
                .setClient(client)
                .setReport(report);
    }

    /** Delivers zeros for every part of the task. */
    void deliver(String client, TrainTask task) throws IOException {
        deliver(caller(client), client, task);
    }

    void deliver(AuthenticatedCaller caller, String client, TrainTask task) throws IOException {
        deliver(caller, header(client, task).build(), task);
    }

    void deliver(AuthenticatedCaller caller, UpdateHeader header, TrainTask task) throws IOException {
        deliver(caller, header, task, part -> ByteBuffer.allocate((int) part.sizeBytes()));
    }

    void deliver(AuthenticatedCaller caller, UpdateHeader header, TrainTask task, Function<PartSpec, ByteBuffer> update)
            throws IOException {
        try (var ticket = granted(port().update(caller, header))) {
            for (var version : task.getPartsList()) {
                PartSpec spec = port().manifest().part(PartVersions.id(version).orElseThrow());
                if (granted(ticket.begin(spec.id(), version.getVersion())) instanceof Reception.Receive receive) {
                    receive.sink().append(update.apply(spec));
                    granted(ticket.complete(spec.id()));
                }
            }
        }
    }

    Progress await(Predicate<Progress> expected) throws InterruptedException {
        Progress now = progress.poll(BOUND_SECONDS, TimeUnit.SECONDS);
        while (now != null && !expected.test(now)) {
            now = progress.poll(BOUND_SECONDS, TimeUnit.SECONDS);
        }
        if (now == null) {
            throw new AssertionError("no such progress");
        }
        return now;
    }

    static <T> T granted(Verdict<T> verdict) {
        return verdict.fold(value -> value, why -> {
            throw new AssertionError("refused: " + why);
        });
    }

    @Override
    public void close() throws IOException {
        coordinator.close();
        volume.close();
    }
}
