package dev.fedmoe.benchmarks.echo;

import dev.fedmoe.protocol.client.CoordinatorAddress;
import dev.fedmoe.protocol.client.CoordinatorConnection;
import dev.fedmoe.protocol.client.LinkException;
import dev.fedmoe.protocol.identity.TokenSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One echo worker: returns what it fetched plus its constant, until the job is finished; then writes what it saw. */
@Command(name = "echo-worker")
public final class EchoWorkerMain implements Callable<Integer> {
    @Option(names = "--port", required = true)
    private int port;

    @Option(names = "--authority", required = true)
    private Path authority = Path.of("");

    @Option(names = "--token", required = true)
    private Path token = Path.of("");

    @Option(names = "--client", required = true)
    private int client;

    @Option(names = "--sleep-ms", required = true)
    private long sleepMillis;

    @Option(names = "--marks", required = true, description = "Where the marks of the rounds go.")
    private Path marks = Path.of("");

    @Option(names = "--coordinator-pid", required = true)
    private long coordinatorPid;

    private EchoWorkerMain() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new EchoWorkerMain()).execute(args));
    }

    @Override
    public Integer call() throws IOException, LinkException, InterruptedException {
        var seen = new RoundMarks();
        try (var connection =
                CoordinatorConnection.open(new CoordinatorAddress("127.0.0.1", port, authority), new Random(client))) {
            var link = connection.link(TokenSource.file(token));
            new EchoWork(link, client, sleepMillis, seen).run(coordinatorPid);
        }
        Files.writeString(marks, seen.text());
        return 0;
    }
}
