package dev.fedmoe.benchmarks.echo;

import dev.fedmoe.local.identity.JobIdentity;
import dev.fedmoe.local.identity.TokenSubject;
import dev.fedmoe.protocol.DesiredStateCodec;
import dev.fedmoe.protocol.JobSpecCodec;
import dev.fedmoe.protocol.client.CoordinatorAddress;
import dev.fedmoe.protocol.client.CoordinatorConnection;
import dev.fedmoe.protocol.client.LinkException;
import dev.fedmoe.protocol.identity.TokenSource;
import dev.fedmoe.protocol.v1alpha1.JobPhase;
import dev.fedmoe.protocol.v1alpha1.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** One run in processes of its own: a coordinator and the echo workers. */
final class EchoRun {
    private static final Duration BOUND = Duration.ofMinutes(30);
    private static final TokenSubject CONTROL = new TokenSubject("echo", "control", "here", "control", "control-uid");

    // As the local runner starts its processes.
    private static final List<String> FLAGS = List.of(
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dio.grpc.netty.shaded.io.netty.allocator.numDirectArenas=1",
            "-Dio.grpc.netty.shaded.io.netty.allocator.numHeapArenas=1",
            "-Dio.grpc.netty.shaded.io.netty.allocator.maxOrder=7");

    private final EchoModel model;
    private final long sleepMillis;
    private final Path folder;
    private final JobIdentity identity;
    private final List<Process> processes = new ArrayList<>();

    EchoRun(EchoModel model, long sleepMillis, Path folder) throws IOException {
        this.model = model;
        this.sleepMillis = sleepMillis;
        this.folder = folder;
        this.identity = JobIdentity.create(folder.resolve("identity"), Instant.now());
    }

    /**
     * What a run left behind.
     *
     * @param marks by client
     */
    record Result(List<Map<Integer, RoundMarks.Mark>> marks, long coordinatorPeakBytes, boolean correct) {}

    Result run() throws IOException, InterruptedException, LinkException {
        try {
            Process coordinator = start("coordinator", coordinator());
            int port = port(coordinator);
            Progress end = drive(port, coordinator.pid());
            for (Process process : processes) {
                await(process);
            }
            var marks = new ArrayList<Map<Integer, RoundMarks.Mark>>();
            for (int client = 0; client < model.clients(); client++) {
                marks.add(RoundMarks.read(marks(client)));
            }
            return new Result(marks, end.getPeakMemoryBytes(), model.isExpected(volume().resolve(end.getModelPath())));
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
    }

    private Path volume() {
        return folder.resolve("volume");
    }

    private Progress drive(int port, long coordinatorPid) throws IOException, LinkException {
        var endpoint = new CoordinatorAddress("127.0.0.1", port, identity.authority());
        var token = TokenSource.file(identity.token(CONTROL));
        try (var connection = CoordinatorConnection.open(endpoint, new Random(0))) {
            var control = connection.control(token);
            control.apply(DesiredStateCodec.encode(model.desired()), BOUND);
            for (int client = 0; client < model.clients(); client++) {
                start(EchoModel.name(client), worker(client, port, coordinatorPid));
            }
            try (var watch = control.watch()) {
                while (true) {
                    Progress now = watch.next(BOUND)
                            .orElseThrow(() -> new IllegalStateException("nothing heard for " + BOUND));
                    if (now.getPhase() == JobPhase.JOB_PHASE_COMPLETE) {
                        return now;
                    }
                }
            }
        }
    }

    private List<String> coordinator() throws IOException {
        Path settings = folder.resolve("job.json");
        Files.writeString(settings, JobSpecCodec.toJson(model.job()));
        var words = java(List.of("-Xmx64m", "-XX:MaxDirectMemorySize=48m"), "dev.fedmoe.coordinator.CoordinatorMain");
        words.addAll(List.of("--settings", settings.toString(), "--volume", volume() + ""));
        words.addAll(
                List.of("--listen", "127.0.0.1:0", "--port-file", portFile().toString()));
        words.addAll(List.of("--tls-cert", identity.certificate() + "", "--tls-key", identity.key() + ""));
        words.addAll(List.of("--token-keys", identity.tokenKeys() + "", "--token-issuer", JobIdentity.ISSUER));
        words.addAll(List.of("--token-audience", JobIdentity.AUDIENCE, "--control-subject", CONTROL.subject()));
        return words;
    }

    private List<String> worker(int client, int port, long coordinatorPid) throws IOException {
        String name = EchoModel.name(client);
        var words = java(
                List.of("-Xmx32m", "-XX:MaxDirectMemorySize=" + (model.modelMb() + 48) + "m"),
                EchoWorkerMain.class.getName());
        words.addAll(List.of("--port", port + "", "--authority", identity.authority() + ""));
        words.addAll(
                List.of("--token", identity.token(new TokenSubject("echo", "worker", name, name, name + "-uid")) + ""));
        words.addAll(List.of("--client", client + "", "--sleep-ms", sleepMillis + ""));
        words.addAll(List.of("--marks", marks(client) + "", "--coordinator-pid", coordinatorPid + ""));
        return words;
    }

    private static List<String> java(List<String> flags, String main) {
        var words = new ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(flags);
        words.addAll(FLAGS);
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        return words;
    }

    private Process start(String name, List<String> command) throws IOException {
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile());
        process.environment().put("MALLOC_ARENA_MAX", "1");
        Process started = process.start();
        processes.add(started);
        return started;
    }

    private int port(Process coordinator) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!Files.exists(portFile())) {
            if (!coordinator.isAlive() || System.nanoTime() > end) {
                throw new IOException("the coordinator does not listen; see " + folder.resolve("coordinator.log"));
            }
            Thread.sleep(20);
        }
        return Integer.parseInt(Files.readString(portFile()).strip());
    }

    private void await(Process process) throws IOException, InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("a process did not end well; see the logs in " + folder);
        }
    }

    private Path portFile() {
        return folder.resolve("port");
    }

    private Path marks(int client) {
        return folder.resolve(EchoModel.name(client) + ".marks");
    }
}
