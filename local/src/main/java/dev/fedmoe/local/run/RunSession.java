package dev.fedmoe.local.run;

import dev.fedmoe.controlplane.status.JobObservation;
import dev.fedmoe.core.job.JobSpec;
import dev.fedmoe.core.job.state.JobPhase;
import dev.fedmoe.local.data.DataPartition;
import dev.fedmoe.local.fleet.LocalRoster;
import dev.fedmoe.local.fleet.ProcessCommands;
import dev.fedmoe.local.fleet.SharedPaths;
import dev.fedmoe.local.folder.CacheFolder;
import dev.fedmoe.local.folder.RunFolder;
import dev.fedmoe.local.identity.JobIdentity;
import dev.fedmoe.local.identity.TokenSubject;
import dev.fedmoe.local.plan.PlacedJob;
import dev.fedmoe.local.plan.RunOptions;
import dev.fedmoe.local.report.RunCircumstances;
import dev.fedmoe.local.report.RunRecord;
import dev.fedmoe.local.report.RunReportFiles;
import dev.fedmoe.local.terminal.TerminalOutput;
import dev.fedmoe.protocol.ProgressCodec;
import dev.fedmoe.protocol.v1alpha1.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** From a prepared folder to an ended job: starts the processes, shows them, stops them, sums up. */
final class RunSession {
    private static final TokenSubject CONTROL = new TokenSubject(
            "local",
            "fedmoe-launcher",
            "this-machine",
            "launcher",
            UUID.randomUUID().toString());
    private static final Duration STOP = Duration.ofSeconds(15);

    private final RunOptions wishes;
    private final PlacedJob gathered;
    private final DataPartition deal;
    private final TerminalOutput terminal;
    private final Clock clock;

    RunSession(RunOptions wishes, PlacedJob gathered, DataPartition deal, TerminalOutput terminal, Clock clock) {
        this.wishes = wishes;
        this.gathered = gathered;
        this.deal = deal;
        this.terminal = terminal;
        this.clock = clock;
    }

    int run(RunFolder folder, JobSpec job) throws IOException {
        var identity = JobIdentity.create(folder.identity(), clock.instant());
        LocalRoster roster = LocalRoster.of(
                job.name(),
                gathered.clients(),
                gathered.placement().grants(),
                identity,
                client -> client.equals(LocalRoster.EVALUATOR) ? folder.test() : folder.client(client));
        Path portFile = folder.root().resolve(".port");
        Files.deleteIfExists(portFile);
        var wiring = new SharedPaths(
                identity,
                folder.settings(),
                folder.volume(),
                portFile,
                Files.createDirectories(CacheFolder.folder().resolve("libraries")),
                folder.logs(),
                wishes.logLevel());
        int processes = wishes.processes().orElse(roster.trainers().size());
        var commands = new ProcessCommands(wiring, CONTROL.subject());
        try (var execution = new FederationProcesses(commands, roster, processes, terminal)) {
            return guarded(execution, () -> follow(folder, job, roster, identity, execution));
        }
    }

    /** Ctrl-C stops every process first and then waits for the figures to be written. */
    private int guarded(FederationProcesses execution, Body body) throws IOException {
        var ended = new CountDownLatch(1);
        var stop = new Thread(() -> {
            execution.close();
            awaitBounded(ended);
        });
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            return body.run();
        } finally {
            ended.countDown();
            removeHook(stop);
        }
    }

    private int follow(
            RunFolder folder, JobSpec job, LocalRoster roster, JobIdentity identity, FederationProcesses execution)
            throws IOException {
        Optional<RunRecord> earlier = wishes.existing() == RunFolder.Existing.RESUME
                ? new RunReportFiles(folder.root()).read()
                : Optional.empty();
        var book = new RunRecorder(folder.root(), setting(job), deal, earlier);
        var board = new ProgressTable(
                terminal, clock, JobObservation.of(gathered.job()).with(gathered.placement()));
        var screen = new Screen(board, book, clock);
        board.open();
        try {
            Optional<Progress> last = execution.run(
                    roster.desired(clock.millis(), job.training()),
                    identity.authority(),
                    identity.token(CONTROL),
                    screen);
            String outcome = execution.stopped()
                    ? "Stopped"
                    : last.map(progress -> ProgressCodec.decode(progress.getPhase()))
                            .orElse(JobPhase.FAILED)
                            .toString();
            execution.close();
            return end(folder, book.close(outcome, screen.seconds(), execution.peakMemoryBytes()), last);
        } catch (IOException e) {
            execution.close();
            terminal.settle();
            book.close(JobPhase.FAILED.toString(), screen.seconds(), execution.peakMemoryBytes());
            throw e;
        }
    }

    private int end(RunFolder folder, RunRecord record, Optional<Progress> last) throws IOException {
        terminal.settle();
        terminal.line("");
        if (!record.outcome().equals(JobPhase.COMPLETE.toString())) {
            terminal.line(record.outcome() + " after " + record.rows().size() + " rounds. "
                    + last.map(Progress::getMessage).orElse("") + "\nGo on with --resume; the logs are in "
                    + folder.logs() + ".");
            return record.outcome().equals("Stopped") ? 130 : 1;
        }
        for (String name : new String[] {"model.safetensors", "model.json"}) {
            Files.copy(folder.volume().resolve(name), folder.root().resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        RunSummary.of(
                        record,
                        new RunReportFiles(folder.root()).others(record.setting()),
                        deal.testSamples(),
                        RunSummary.Places.of(
                                folder.root(), wishes, record.setting().policy()))
                .forEach(terminal::line);
        return 0;
    }

    private RunCircumstances setting(JobSpec job) {
        return new RunCircumstances(
                job.name(),
                job.alignment().policy().toString(),
                job.alignment().objective().toString(),
                deal.description(),
                job.seed(),
                gathered.clients().size(),
                job.model().experts(),
                job.model().topK(),
                gathered.circumstances());
    }

    private static void awaitBounded(CountDownLatch ended) {
        try {
            if (!ended.await(STOP.toSeconds(), TimeUnit.SECONDS)) {
                Thread.currentThread().interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // It is running now, which is what it is for.
            return;
        }
    }

    private interface Body {
        int run() throws IOException;
    }

    /** Shows and books each progress message. */
    private static final class Screen implements FederationProcesses.Listener {
        private final ProgressTable board;
        private final RunRecorder book;
        private final Clock clock;
        private Optional<Instant> training = Optional.empty();

        Screen(ProgressTable board, RunRecorder book, Clock clock) {
            this.board = board;
            this.book = book;
            this.clock = clock;
        }

        @Override
        public void progress(Progress progress) {
            if (training.isEmpty() && ProgressCodec.decode(progress.getPhase()) == JobPhase.TRAINING) {
                training = Optional.of(clock.instant());
            }
            board.show(progress);
            try {
                book.enter(progress, seconds());
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write the run's figures", e);
            }
        }

        @Override
        public void tick() {
            board.tick();
        }

        /** Since the first round was opened by this session. */
        double seconds() {
            return training.map(
                            start -> Duration.between(start, clock.instant()).toMillis() / 1000.0)
                    .orElse(0.0);
        }
    }
}
