package dev.fedmoe.local.run;

import dev.fedmoe.core.job.state.DesiredState;
import dev.fedmoe.local.fleet.LocalRoster;
import dev.fedmoe.local.fleet.ProcessCommands;
import dev.fedmoe.local.fleet.ServedClient;
import dev.fedmoe.local.process.ProcessSupervisor;
import dev.fedmoe.local.process.RestartPolicy;
import dev.fedmoe.local.terminal.TerminalOutput;
import dev.fedmoe.protocol.DesiredStateCodec;
import dev.fedmoe.protocol.ProgressCodec;
import dev.fedmoe.protocol.client.ControlClient;
import dev.fedmoe.protocol.client.CoordinatorAddress;
import dev.fedmoe.protocol.client.CoordinatorConnection;
import dev.fedmoe.protocol.client.LinkException;
import dev.fedmoe.protocol.client.MessageStream;
import dev.fedmoe.protocol.identity.TokenSource;
import dev.fedmoe.protocol.v1alpha1.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** The processes of a run, and the control side's conversation with the coordinator. */
final class FederationProcesses implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration APPLY = Duration.ofSeconds(30);
    private static final Duration SILENCE = Duration.ofSeconds(90);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final ProcessCommands commands;
    private final Map<String, List<ServedClient>> workers;
    private final ProcessMonitor casualties;
    private final ProcessSupervisor supervisor;
    private volatile boolean stopped;

    FederationProcesses(ProcessCommands commands, LocalRoster roster, int processes, TerminalOutput terminal) {
        this.commands = commands;
        workers = name(roster.groups(processes));
        casualties = new ProcessMonitor(terminal, workers.keySet());
        workers.put(LocalRoster.EVALUATOR, List.of(roster.evaluator()));
        supervisor = new ProcessSupervisor(casualties, RestartPolicy.DEFAULT);
    }

    /** Called with each progress message, and about once a second without one. */
    interface Listener {
        void progress(Progress progress);

        void tick();
    }

    /** Runs until the job has ended or {@link #close()} is called; returns the last progress, empty when there was none. */
    Optional<Progress> run(DesiredState desired, Path authority, Path token, Listener listener) throws IOException {
        supervisor.start(commands.coordinator());
        Optional<Integer> port = awaitPort();
        if (port.isEmpty()) {
            return Optional.empty();
        }
        var endpoint = new CoordinatorAddress("127.0.0.1", port.get(), authority);
        try (var connection = CoordinatorConnection.open(endpoint, new Random())) {
            ControlClient control = connection.control(TokenSource.file(token));
            control.apply(DesiredStateCodec.encode(desired), APPLY);
            workers.forEach((name, members) -> supervisor.start(commands.worker(name, members, port.get())));
            return follow(control, listener);
        } catch (LinkException e) {
            if (stopped) {
                return Optional.empty();
            }
            throw new RunFailedException(
                    casualties.fatal().orElse("the coordinator refused the job: " + e.getMessage()));
        }
    }

    Map<String, Long> peakMemoryBytes() {
        return supervisor.peakMemoryBytes();
    }

    boolean stopped() {
        return stopped;
    }

    /** Stops every process, within a bound. */
    @Override
    public void close() {
        stopped = true;
        supervisor.close();
    }

    private Optional<Integer> awaitPort() throws IOException {
        long deadline = System.nanoTime() + START.toNanos();
        while (!stopped) {
            Optional<Integer> port = commands.port();
            if (port.isPresent()) {
                return port;
            }
            failWhenHopeless();
            if (System.nanoTime() > deadline) {
                throw new RunFailedException("the coordinator does not listen after " + START.toSeconds()
                        + " s. Maybe the machine is busy; its log says more.");
            }
            pause();
        }
        return Optional.empty();
    }

    private Optional<Progress> follow(ControlClient control, Listener listener) throws IOException {
        Optional<Progress> last = Optional.empty();
        long heard = System.nanoTime();
        while (!stopped) {
            try (MessageStream<Progress> stream = control.watch()) {
                while (!stopped) {
                    Optional<Progress> next = stream.next(TICK);
                    heard = System.nanoTime();
                    if (next.isPresent()) {
                        last = next;
                        listener.progress(next.get());
                        if (ended(next.get())) {
                            return last;
                        }
                    }
                    listener.tick();
                    failWhenHopeless();
                }
            } catch (LinkException e) {
                failWhenHopeless();
                failWhenSilent(heard, e);
                pause();
            }
        }
        return last;
    }

    private static boolean ended(Progress progress) {
        return ProgressCodec.decode(progress.getPhase()).isFinal();
    }

    private void failWhenHopeless() throws RunFailedException {
        Optional<String> fatal = casualties.fatal();
        if (fatal.isPresent() && !stopped) {
            throw new RunFailedException(fatal.get());
        }
    }

    private void failWhenSilent(long heard, LinkException why) throws RunFailedException {
        boolean silent = System.nanoTime() - heard > SILENCE.toNanos();
        if (!stopped && (silent || !why.isOutage())) {
            throw new RunFailedException(
                    "the coordinator does not answer: " + why.getMessage() + ". Its log says more.");
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One process a client is named after it. */
    private static Map<String, List<ServedClient>> name(List<List<ServedClient>> groups) {
        var named = new TreeMap<String, List<ServedClient>>();
        for (int g = 0; g < groups.size(); g++) {
            List<ServedClient> members = groups.get(g);
            named.put(members.size() == 1 ? "worker-" + members.get(0).client() : "worker-" + (g + 1), members);
        }
        return named;
    }
}
