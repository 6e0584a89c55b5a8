package dev.fedmoe.worker;

import dev.fedmoe.protocol.client.CoordinatorAddress;
import dev.fedmoe.protocol.client.CoordinatorConnection;
import dev.fedmoe.protocol.identity.TokenSource;
import dev.fedmoe.protocol.process.TerminationMessage;
import dev.fedmoe.protocol.v1alpha1.Role;
import dev.fedmoe.worker.data.BadDataException;
import dev.fedmoe.worker.model.TorchRuntime;
import dev.fedmoe.worker.session.ClientOption;
import dev.fedmoe.worker.session.Worker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains (or evaluates) for one client or several until their job is finished. */
@Command(
        name = "worker",
        mixinStandardHelpOptions = true,
        description = "Joins a coordinator and trains for one client or several, with their private data.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the job is finished",
            "1:the worker failed",
            "2:wrong options or unusable data; nothing was trained"
        })
public final class WorkerMain implements Callable<Integer> {
    private static final Logger log = LoggerFactory.getLogger("dev.fedmoe.worker");

    @Option(
            names = "--coordinator",
            required = true,
            paramLabel = "HOST:PORT",
            description = "Where the job's coordinator listens.")
    private String coordinator = "";

    @Option(
            names = "--tls-ca",
            required = true,
            paramLabel = "FILE",
            description = "PEM file of the authority that issued the coordinator's certificate.")
    private Path authority = Path.of("");

    @Option(
            names = "--client",
            required = true,
            paramLabel = "name=NAME,data=DIR,token=FILE",
            description =
                    "A client to serve: its name, the folder of its data, the file of its token. Repeat for more.")
    private List<String> clients = List.of();

    @Option(names = "--role", defaultValue = "trainer", description = "trainer (default) or evaluator.")
    private String role = "trainer";

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description =
                    "Where native libraries are unpacked, once a machine. Default: $DJL_CACHE_DIR, else ~/.djl.ai.")
    private @Nullable Path cache;

    private WorkerMain() {}

    public static void main(String[] args) {
        System.exit(execute(args));
    }

    static int execute(String... args) {
        var line = new CommandLine(new WorkerMain());
        var usage = line.getParameterExceptionHandler();
        return line.setParameterExceptionHandler((wrong, words) -> {
                    TerminationMessage.say(String.valueOf(wrong.getMessage()));
                    return usage.handleParseException(wrong, words);
                })
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    TerminationMessage.say("the worker failed: " + failure.getMessage());
                    log.error("the worker failed: {}", failure.getMessage(), failure);
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(args);
    }

    @Override
    public Integer call() throws InterruptedException {
        if (cache != null) {
            System.setProperty("DJL_CACHE_DIR", cache.toString());
        }
        try {
            List<ClientOption> served =
                    clients.stream().map(ClientOption::parse).toList();
            for (ClientOption client : served) {
                client.check();
            }
            Role asked = role();
            try (CoordinatorConnection connection = connect()) {
                new Worker(client -> connection.link(TokenSource.file(client.token())), TorchRuntime::start)
                        .serve(served, asked);
            }
            return 0;
        } catch (BadDataException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            TerminationMessage.say(String.valueOf(e.getMessage()));
            return 2;
        }
    }

    private CoordinatorConnection connect() {
        try {
            return CoordinatorConnection.open(endpoint(), RandomGenerator.getDefault());
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "--tls-ca " + authority + " cannot be read: " + e.getMessage() + ". Maybe check the path.", e);
        }
    }

    private CoordinatorAddress endpoint() {
        int colon = coordinator.lastIndexOf(':');
        if (colon < 1 || !coordinator.substring(colon + 1).matches("\\d{1,5}")) {
            throw new IllegalArgumentException(
                    "--coordinator '" + coordinator + "' is not host:port. Maybe --coordinator 127.0.0.1:7443");
        }
        return new CoordinatorAddress(
                coordinator.substring(0, colon), Integer.parseInt(coordinator.substring(colon + 1)), authority);
    }

    private Role role() {
        return switch (role) {
            case "trainer" -> Role.ROLE_TRAINER;
            case "evaluator" -> Role.ROLE_EVALUATOR;
            default ->
                throw new IllegalArgumentException("--role '" + role + "' is unknown. Maybe trainer or evaluator.");
        };
    }
}
