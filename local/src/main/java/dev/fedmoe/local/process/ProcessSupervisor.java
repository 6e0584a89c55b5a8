package dev.fedmoe.local.process;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Keeps programs running: one that dies is started again after a pause, for a limited number of times. Closing stops
 * them all within a bound. They also die when this process is killed, where the system offers it.
 */
public final class ProcessSupervisor implements AutoCloseable {
    /** Time to end by themselves after SIGTERM. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final Duration SAMPLING = Duration.ofMillis(500);

    private final ProcessListener observer;
    private final RestartPolicy restarts;
    private final Map<String, SupervisedProcess> programs = new ConcurrentHashMap<>();

    /**
     * The one thread that starts processes. Linux ends a child when the thread that started it ends, so this thread
     * lives as long as the supervisor.
     */
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        var starter = new Thread(task, "supervisor");
        starter.setDaemon(true);
        return starter;
    });

    private final ScheduledFuture<?> sampling;

    public ProcessSupervisor(ProcessListener observer, RestartPolicy restarts) {
        this.observer = observer;
        this.restarts = restarts;
        sampling = thread.scheduleWithFixedDelay(
                this::sampleMemory, SAMPLING.toMillis(), SAMPLING.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Returns at once; a failure to start counts as a death. */
    public void start(ProcessSpec spec) {
        var program = new SupervisedProcess(spec, observer, restarts, thread);
        if (programs.putIfAbsent(spec.name(), program) != null) {
            throw new IllegalArgumentException("two programs named " + spec.name());
        }
        thread.execute(program::launch);
    }

    /** Highest resident memory seen so far of each program, in bytes, over all its starts; sorted by name. */
    public Map<String, Long> peakMemoryBytes() {
        var peaks = new TreeMap<String, Long>();
        programs.forEach((name, program) -> peaks.put(name, program.peakMemoryBytes()));
        return peaks;
    }

    /** Process ids of those alive; for tests and messages. */
    public Map<String, Long> pids() {
        var pids = new TreeMap<String, Long>();
        programs.forEach((name, program) -> program.alive().ifPresent(process -> pids.put(name, process.pid())));
        return pids;
    }

    private void sampleMemory() {
        programs.values().forEach(SupervisedProcess::sampleMemory);
    }

    /** Stops all: SIGTERM, then SIGKILL for those still there after the grace period. Idempotent. */
    @Override
    public synchronized void close() {
        // First of all: a death from now on is wanted.
        programs.values().forEach(SupervisedProcess::wantStopped);
        sampling.cancel(false);
        List<Process> alive =
                programs.values().stream().flatMap(p -> p.alive().stream()).toList();
        alive.forEach(Process::destroy);
        long deadline = System.nanoTime() + GRACE.toNanos();
        boolean interrupted = false;
        for (Process process : alive) {
            interrupted |= !endedBy(process, deadline);
        }
        thread.shutdownNow();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns false when interrupted; the process is gone in any case. */
    private static boolean endedBy(Process process, long deadline) {
        try {
            if (!process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                process.destroyForcibly();
            }
            return true;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            return false;
        }
    }
}
