package dev.fedmoe.local.process;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One supervised program through all its starts. Its state changes on the supervisor's thread only. */
final class SupervisedProcess {
    /** By our mains' convention: the input is bad, and would be again. */
    private static final int BAD_INPUT = 2;

    private static final File NOTHING = new File("/dev/null");

    private final ProcessSpec spec;
    private final ProcessListener observer;
    private final RestartPolicy restarts;
    private final ScheduledExecutorService thread;
    private volatile @Nullable Process process;
    private volatile boolean stopped;
    private volatile long peakMemoryBytes;
    private long startedNanos;
    private int deaths;

    /** What is waited for next: the process's end, or the pause before its next start. */
    private volatile @Nullable Future<?> pending;

    SupervisedProcess(
            ProcessSpec spec, ProcessListener observer, RestartPolicy restarts, ScheduledExecutorService thread) {
        this.spec = spec;
        this.observer = observer;
        this.restarts = restarts;
        this.thread = thread;
    }

    void launch() {
        if (stopped) {
            return;
        }
        startedNanos = System.nanoTime();
        try {
            Process started = builder().start();
            process = started;
            if (stopped) {
                started.destroy();
            }
            pending = started.onExit().thenRun(() -> onThread(() -> ended(started.exitValue())));
        } catch (IOException e) {
            died("cannot start: " + e.getMessage(), false);
        } catch (RuntimeException bug) {
            observer.gaveUp(spec.name(), spec.name() + " has no command: " + bug);
        }
    }

    private ProcessBuilder builder() {
        var command = new ArrayList<>(ParentDeathSignal.prefix());
        command.addAll(spec.command().get());
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()))
                .redirectInput(ProcessBuilder.Redirect.from(NOTHING));
        builder.environment().putAll(spec.environment());
        return builder;
    }

    private void ended(int exitCode) {
        process = null;
        if (stopped) {
            return;
        }
        if (exitCode == 0) {
            observer.finished(spec.name());
        } else {
            died(ExitCodes.describe(exitCode), exitCode == BAD_INPUT);
        }
    }

    private void died(String why, boolean hopeless) {
        if (System.nanoTime() - startedNanos > restarts.forgiveAfter().toNanos()) {
            deaths = 0;
        }
        deaths++;
        if (hopeless || deaths > restarts.most()) {
            List<String> tail = LogTail.of(spec.log());
            observer.gaveUp(
                    spec.name(),
                    spec.name() + " " + why + (hopeless ? "" : ", " + deaths + " times in a row") + ". End of "
                            + spec.log() + ":\n  " + String.join("\n  ", tail));
            return;
        }
        Duration pause = restarts.pause(deaths);
        observer.restarting(spec.name(), why + "; starts again in " + pause.toMillis() + " ms");
        pending = thread.schedule(this::launch, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void onThread(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException e) {
            // The supervisor is closed: nobody is left to tell.
            process = null;
        }
    }

    void sampleMemory() {
        alive().ifPresent(p -> peakMemoryBytes = Math.max(peakMemoryBytes, PeakMemory.bytes(p.pid())));
    }

    void wantStopped() {
        sampleMemory();
        stopped = true;
        Future<?> next = pending;
        if (next instanceof ScheduledFuture<?> start) {
            start.cancel(false);
        }
    }

    long peakMemoryBytes() {
        return peakMemoryBytes;
    }

    Optional<Process> alive() {
        return Optional.ofNullable(process).filter(Process::isAlive);
    }
}
