package dev.fedmoe.coordinator;

import dev.fedmoe.coordinator.store.CheckpointVolume;
import dev.fedmoe.coordinator.store.MilestoneListener;
import dev.fedmoe.core.job.JobSpec;
import dev.fedmoe.protocol.JobSpecCodec;
import dev.fedmoe.protocol.process.TerminationMessage;
import dev.fedmoe.protocol.server.CoordinatorServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Drives one job's rounds until the job is complete, or until told to end. Exit codes: 0 complete, 1 failed, 2 bad arguments, 143
 * told to end.
 */
@Command(
        name = "coordinator",
        mixinStandardHelpOptions = true,
        description = "Drives the rounds of one federated training job and keeps its state on a volume.")
public final class CoordinatorMain implements Callable<Integer> {
    private static final Logger log = LoggerFactory.getLogger("dev.fedmoe.coordinator");

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--settings", required = true, description = "JobSettings as protobuf JSON.")
    @SuppressWarnings("NullAway.Init")
    private Path settings;

    @Option(names = "--volume", required = true, description = "Folder that keeps all training state.")
    @SuppressWarnings("NullAway.Init")
    private Path volume;

    @Option(names = "--port-file", description = "Written once the coordinator listens: its port.")
    private @Nullable Path portFile;

    @Option(
            names = "--join-window",
            defaultValue = "60",
            paramLabel = "SECONDS",
            description = "How long everyone on the roster is waited for after a start.")
    private long joinWindowSeconds;

    @Option(
            names = "--linger",
            defaultValue = "20",
            paramLabel = "SECONDS",
            description = "How long a complete job waits for somebody to see it.")
    private long lingerSeconds;

    @Option(
            names = "--stay",
            description = "Goes on serving the final state of a complete job until told to end (SIGTERM).")
    private boolean stay;

    @Mixin
    private final ListenOptions listening = new ListenOptions();

    private final MilestoneListener milestones;

    CoordinatorMain(MilestoneListener milestones) {
        this.milestones = milestones;
    }

    public static void main(String[] args) {
        System.exit(run(MilestoneListener.NONE, args));
    }

    /** The exit code. {@code milestones} hears of each step of a commit. */
    public static int run(MilestoneListener milestones, String... args) {
        var line = new CommandLine(new CoordinatorMain(milestones));
        var usage = line.getParameterExceptionHandler();
        return line.setParameterExceptionHandler((wrong, words) -> {
                    TerminationMessage.say(String.valueOf(wrong.getMessage()));
                    return usage.handleParseException(wrong, words);
                })
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    TerminationMessage.say("cannot go on: " + failure.getMessage());
                    log.error("cannot go on: {}", failure.getMessage(), failure.getCause());
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(args);
    }

    @Override
    public Integer call() throws Exception {
        JobSpec job = job();
        try (var termination = TerminationSignal.watch();
                var folder = CheckpointVolume.open(volume);
                var coordinator = new Coordinator(job, folder, timeouts(), milestones, System::nanoTime)) {
            var server = CoordinatorServer.start(
                    listening.settings(), listening.verifier(), coordinator.federation(), coordinator.control());
            try (server) {
                announce(server.port());
                log.info("job={} listening on port {}", job.name(), server.port());
                serve(job, coordinator, termination);
            }
            return CommandLine.ExitCode.OK;
        } catch (ExecutionException e) {
            throw new IOException("the decision loop has ended: " + e.getCause(), e);
        }
    }

    private void serve(JobSpec job, Coordinator coordinator, TerminationSignal termination)
            throws ExecutionException, InterruptedException {
        CompletableFuture.anyOf(coordinator.ended(), termination.asked()).get();
        if (stay && !termination.asked().isDone()) {
            log.info("job={} complete; its final state is served until this process is told to end", job.name());
            termination.asked().get();
        }
        if (termination.asked().isDone()) {
            log.info("job={} told to end; the job goes on from its newest commit at the next start", job.name());
            coordinator.leave();
        } else {
            coordinator.farewell();
        }
    }

    /** Whole or not at all: whoever waits for the file reads it once it is there. */
    private void announce(int port) throws IOException {
        if (portFile != null) {
            Path temporary = portFile.resolveSibling(portFile.getFileName() + ".tmp");
            Files.writeString(temporary, Integer.toString(port), StandardCharsets.US_ASCII);
            Files.move(temporary, portFile, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private CoordinatorTimeouts timeouts() {
        var usual = CoordinatorTimeouts.DEFAULT;
        return new CoordinatorTimeouts(
                Duration.ofSeconds(joinWindowSeconds),
                usual.grace(),
                usual.finalEvaluation(),
                Duration.ofSeconds(lingerSeconds));
    }

    private JobSpec job() {
        try {
            return JobSpecCodec.fromJson(Files.readString(settings, StandardCharsets.UTF_8));
        } catch (IOException | IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--settings " + settings + ": " + e.getMessage(), e);
        }
    }
}
