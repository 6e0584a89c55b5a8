package dev.fedmoe.worker.session;

import dev.fedmoe.core.capacity.OptimizerKind;
import dev.fedmoe.core.job.JobSpec;
import dev.fedmoe.core.job.training.LocalTrainingSpec;
import dev.fedmoe.core.job.training.LocalWork.LocalSteps;
import dev.fedmoe.core.job.training.OptimizerSpec;
import dev.fedmoe.core.job.training.TrainingSpec;
import dev.fedmoe.core.model.InitialWeights;
import dev.fedmoe.core.model.MlpMoe;
import dev.fedmoe.core.model.ModelSpec;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.protocol.JobSpecCodec;
import dev.fedmoe.protocol.PartVersions;
import dev.fedmoe.protocol.TrainingSpecCodec;
import dev.fedmoe.protocol.client.CoordinatorConnection;
import dev.fedmoe.protocol.identity.TokenSource;
import dev.fedmoe.protocol.server.CoordinatorServer;
import dev.fedmoe.protocol.testing.TestControl;
import dev.fedmoe.protocol.testing.TestCoordinator;
import dev.fedmoe.protocol.testing.TestCoordinator.Accepted;
import dev.fedmoe.protocol.testing.TestIdentity;
import dev.fedmoe.protocol.v1alpha1.EvaluateTask;
import dev.fedmoe.protocol.v1alpha1.EvaluationReport;
import dev.fedmoe.protocol.v1alpha1.JobFinished;
import dev.fedmoe.protocol.v1alpha1.JobPhase;
import dev.fedmoe.protocol.v1alpha1.JobTerms;
import dev.fedmoe.protocol.v1alpha1.PartVersion;
import dev.fedmoe.protocol.v1alpha1.Role;
import dev.fedmoe.protocol.v1alpha1.Task;
import dev.fedmoe.protocol.v1alpha1.TrainTask;
import dev.fedmoe.worker.data.BadDataException;
import dev.fedmoe.worker.data.Dataset;
import dev.fedmoe.worker.data.IdxWriter;
import dev.fedmoe.worker.data.SampleShape;
import dev.fedmoe.worker.model.TorchRuntime;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A coordinator on loopback, and clients with data folders and tokens. */
final class WorkerFixture implements AutoCloseable {
    private static final Duration BOUND = Duration.ofSeconds(20);
    static final ModelSpec SPEC = new ModelSpec(new MlpMoe(), List.of(1, 4, 3), 3, 4, 2, 10, 6);

    private final Path folder;
    private final TestIdentity identity;
    private final TestCoordinator coordinator;
    private final CoordinatorServer server;
    private final CoordinatorConnection connection;
    private CompletableFuture<Void> end = new CompletableFuture<>();

    WorkerFixture(Path folder, String... clients) throws IOException {
        this.folder = folder;
        identity = TestIdentity.create(Files.createDirectory(folder.resolve("identity")));
        coordinator = new TestCoordinator(SPEC.manifest(), job());
        for (var part : SPEC.manifest().parts()) {
            var content = coordinator.commit(part.id(), 0);
            content.bytes().put(initial(part.id()));
            content.written();
        }
        for (String client : clients) {
            coordinator.client(client, client);
            Files.createDirectory(data(client));
            Files.writeString(token(client), identity.worker(client).token());
            IdxWriter.write(
                    samples(), data(client).resolve("images.idx"), data(client).resolve("labels.idx"));
        }
        server = CoordinatorServer.start(identity.settings(), identity.verifier(), coordinator, new TestControl());
        connection = CoordinatorConnection.open(identity.endpoint(server.port()), new SplittableRandom(1));
    }

    static JobTerms job() {
        return JobSpecCodec.encode(
                JobSpec.of("fashion", "uid-1", SPEC, TrainingSpec.ofRounds(1)).terms());
    }

    /** As the rounds of most tests are trained. */
    static LocalTrainingSpec training() {
        return new LocalTrainingSpec(new LocalSteps(3), 10, new OptimizerSpec(OptimizerKind.SGD, 0.1, 0, 0), 0, 0);
    }

    static void writeSamples(Path folder) throws IOException {
        IdxWriter.write(samples(), folder.resolve("images.idx"), folder.resolve("labels.idx"));
    }

    private static Dataset samples() {
        byte[] values = new byte[60 * 12];
        int[] labels = IntStream.range(0, 60).map(i -> i % 3).toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) (i % 12 / 4 == labels[i / 12] ? 200 : i % 7);
        }
        return Dataset.ofBytes(values, labels, new SampleShape(List.of(1, 4, 3), 3));
    }

    ByteBuffer initial(PartId id) throws IOException {
        var part = SPEC.manifest().part(id);
        var bytes = ByteBuffer.allocate((int) part.sizeBytes()).order(ByteOrder.LITTLE_ENDIAN);
        new InitialWeights(SPEC.architecture(), 7).write(part, bytes::put);
        return bytes.flip();
    }

    TestCoordinator coordinator() {
        return coordinator;
    }

    Path data(String client) {
        return folder.resolve(client);
    }

    private Path token(String client) {
        return folder.resolve(client + ".token");
    }

    void serve(Role role, String... clients) throws BadDataException, InterruptedException {
        var options = Stream.of(clients)
                .map(client -> new ClientOption(client, data(client), token(client)))
                .toList();
        new Worker(client -> connection.link(TokenSource.file(client.token())), TorchRuntime::start)
                .serve(options, role);
    }

    void work(Role role, String... clients) {
        end = CompletableFuture.runAsync(() -> {
            try {
                serve(role, clients);
            } catch (BadDataException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    void awaitEnd() throws Exception {
        end.get(BOUND.toSeconds(), TimeUnit.SECONDS);
    }

    void awaitSubscribed(String client) {
        long limit = System.nanoTime() + BOUND.toNanos();
        while (!coordinator.isSubscribed(client)) {
            if (System.nanoTime() > limit || end.isCompletedExceptionally()) {
                throw new AssertionError(client + " has not subscribed; worker: " + end);
            }
            Thread.onSpinWait();
        }
    }

    void train(String client, int round, int... experts) {
        train(
                client,
                TrainTask.newBuilder().setRound(round).setTraining(TrainingSpecCodec.encode(training())),
                experts);
    }

    void train(String client, TrainTask.Builder task, int... experts) {
        coordinator.openRound(task.getRound());
        push(
                client,
                Task.newBuilder()
                        .setTrain(task.addAllParts(parts(IntStream.of(experts)))
                                .setDeadline(com.google.protobuf.Duration.newBuilder()
                                        .setSeconds(20))
                                .setSeed(task.getRound())));
    }

    void evaluate(String client, int round) {
        push(
                client,
                Task.newBuilder()
                        .setEvaluate(
                                EvaluateTask.newBuilder().setRound(round).addAllParts(parts(IntStream.range(0, 4)))));
    }

    void finish(String client) {
        push(client, Task.newBuilder().setFinished(JobFinished.newBuilder().setPhase(JobPhase.JOB_PHASE_COMPLETE)));
    }

    /** The part's content is gone from the coordinator: who needs it must have kept it. */
    void forget(PartId part) {
        coordinator.commit(part, 0);
    }

    private void push(String client, Task.Builder task) {
        do {
            awaitSubscribed(client);
        } while (!coordinator.push(client, task.setEpoch(TestCoordinator.EPOCH).build()));
    }

    private static List<PartVersion> parts(IntStream experts) {
        var parts = new ArrayList<>(List.of(PartVersions.of(PartId.SHARED, 0), PartVersions.of(PartId.GATE, 0)));
        experts.forEach(e -> parts.add(PartVersions.of(PartId.expert(e), 0)));
        return parts;
    }

    List<Accepted> accepted(int count) throws InterruptedException {
        var parts = new ArrayList<Accepted>();
        for (int i = 0; i < count; i++) {
            parts.add(coordinator
                    .nextAccepted(BOUND)
                    .orElseThrow(() -> new AssertionError("only " + parts + "; " + end)));
        }
        return parts;
    }

    /** Pushes the task until a stream that is alive takes it; doing it twice is the worker's to avoid. */
    List<Accepted> trainedAfterTrouble(String client, int round, int expert) throws InterruptedException {
        long limit = System.nanoTime() + BOUND.toNanos();
        var first = Optional.<Accepted>empty();
        while (first.isEmpty() && System.nanoTime() < limit) {
            train(client, round, expert);
            first = coordinator.nextAccepted(Duration.ofMillis(300));
        }
        var parts = new ArrayList<Accepted>(first.stream().toList());
        parts.addAll(accepted(2));
        return parts;
    }

    EvaluationReport evaluation() throws InterruptedException {
        return coordinator.nextEvaluation(BOUND).orElseThrow(() -> new AssertionError("no evaluation; " + end));
    }

    @Override
    public void close() {
        connection.close();
        server.close();
    }
}
