package dev.fedmoe.local.fleet;

import dev.fedmoe.core.job.state.ClientRole;
import dev.fedmoe.local.identity.JobIdentity;
import dev.fedmoe.local.process.ProcessSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Command lines of coordinator and workers: the same mains as in the image, with this process's own libraries. */
public final class ProcessCommands {
    public static final String COORDINATOR = "coordinator";

    private static final String HOST = "127.0.0.1";
    private static final List<String> SMALL = List.of(
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dio.grpc.netty.shaded.io.netty.allocator.numDirectArenas=1",
            "-Dio.grpc.netty.shaded.io.netty.allocator.numHeapArenas=1",
            "-Dio.grpc.netty.shaded.io.netty.allocator.maxOrder=7");
    private static final List<String> COORDINATOR_HEAP = List.of("-Xmx64m", "-XX:MaxDirectMemorySize=48m");

    /** A second malloc arena costs 30 MiB; a second computing thread on a busy small machine costs far more time than it saves. */
    private static final Map<String, String> ENVIRONMENT = Map.of("MALLOC_ARENA_MAX", "1", "OMP_NUM_THREADS", "1");

    private final SharedPaths wiring;
    private final String controlSubject;

    public ProcessCommands(SharedPaths wiring, String controlSubject) {
        this.wiring = wiring;
        this.controlSubject = controlSubject;
    }

    /** Listens on any free port at first, and on the same one when it is started again. */
    public ProcessSpec coordinator() {
        return new ProcessSpec(COORDINATOR, this::coordinatorCommand, ENVIRONMENT, log(COORDINATOR));
    }

    /** One process that serves {@code members}, all of one role, in turn. */
    public ProcessSpec worker(String name, List<ServedClient> members, int port) {
        return new ProcessSpec(name, () -> workerCommand(members, port), ENVIRONMENT, log(name));
    }

    /** The port the coordinator took; empty until it listens. */
    public Optional<Integer> port() throws IOException {
        if (!Files.exists(wiring.portFile())) {
            return Optional.empty();
        }
        String text = Files.readString(wiring.portFile()).strip();
        return text.matches("\\d{1,5}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    private List<String> coordinatorCommand() {
        JobIdentity identity = wiring.identity();
        var words = java(COORDINATOR_HEAP, "dev.fedmoe.coordinator.CoordinatorMain");
        words.addAll(List.of(
                "--settings", wiring.settings().toString(),
                "--volume", wiring.volume().toString(),
                "--listen", HOST + ":" + knownPort(),
                "--port-file", wiring.portFile().toString(),
                "--tls-cert", identity.certificate().toString(),
                "--tls-key", identity.key().toString(),
                "--token-keys", identity.tokenKeys().toString(),
                "--token-issuer", JobIdentity.ISSUER,
                "--token-audience", JobIdentity.AUDIENCE,
                "--control-subject", controlSubject));
        return words;
    }

    private List<String> workerCommand(List<ServedClient> members, int port) {
        boolean evaluates = members.get(0).role() == ClientRole.EVALUATOR;
        var words = java(WorkerHeap.flags(members), "dev.fedmoe.worker.WorkerMain");
        words.addAll(List.of(
                "--coordinator",
                HOST + ":" + port,
                "--tls-ca",
                wiring.identity().authority().toString(),
                "--role",
                evaluates ? "evaluator" : "trainer",
                "--cache",
                wiring.libraries().toString()));
        for (ServedClient member : members) {
            words.add("--client");
            words.add("name=" + member.client() + ",data=" + member.data() + ",token=" + member.token());
        }
        return words;
    }

    private int knownPort() {
        try {
            return port().orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    private List<String> java(List<String> flags, String main) {
        var words = new ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(flags);
        words.addAll(SMALL);
        words.addAll(List.of(
                "-Dorg.slf4j.simpleLogger.log.ai.djl=warn",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=" + wiring.logLevel(),
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSS",
                "-cp",
                System.getProperty("java.class.path"),
                main));
        return words;
    }

    private Path log(String name) {
        return wiring.logs().resolve(name + ".log");
    }
}
