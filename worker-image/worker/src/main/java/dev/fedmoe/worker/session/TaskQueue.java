package dev.fedmoe.worker.session;

import dev.fedmoe.protocol.client.LinkException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's work, one assignment at a time. A newer assignment replaces one that waits; what was asked twice, as happens
 * after a broken stream, is done once.
 */
final class TaskQueue implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TaskQueue.class);
    private static final long CLOSE_SECONDS = 5;

    private final String client;
    private final Consumer<Throwable> broken;
    private final ExecutorService executor;
    private @Nullable RoundAssignment waiting;
    private @Nullable RoundAssignment current;
    private @Nullable RoundAssignment done;

    /** @param broken told of a bug; the worker cannot go on */
    TaskQueue(String client, Consumer<Throwable> broken) {
        this.client = client;
        this.broken = broken;
        executor = Executors.newSingleThreadExecutor(task -> {
            var thread = new Thread(task, "work-" + client);
            thread.setDaemon(true);
            return thread;
        });
    }

    synchronized void take(RoundAssignment assignment) {
        if (isKnown(current, assignment) || isKnown(done, assignment) || isKnown(waiting, assignment)) {
            return;
        }
        waiting = assignment;
        executor.execute(this::next);
    }

    private static boolean isKnown(@Nullable RoundAssignment known, RoundAssignment assignment) {
        return known != null && known.isFor(assignment.epoch(), assignment.round());
    }

    /** Drops the round's work, begun or not. */
    synchronized void abandon(long epoch, int round) {
        if (waiting != null && waiting.isFor(epoch, round)) {
            waiting = null;
        }
        if (current != null && current.isFor(epoch, round)) {
            current = null;
        }
    }

    private void next() {
        RoundAssignment assignment = begin();
        if (assignment == null) {
            return;
        }
        boolean finished = false;
        try {
            assignment.work().perform(() -> !isCurrent(assignment));
            finished = true;
        } catch (LinkException e) {
            log.info("{}: round {} not delivered: {}", client, assignment.round(), e.getMessage());
        } catch (RuntimeException | Error e) {
            broken.accept(e);
        } finally {
            end(assignment, finished);
        }
    }

    private synchronized @Nullable RoundAssignment begin() {
        current = waiting;
        waiting = null;
        return current;
    }

    private synchronized boolean isCurrent(RoundAssignment assignment) {
        return assignment.equals(current);
    }

    private synchronized void end(RoundAssignment assignment, boolean finished) {
        if (finished && assignment.equals(current)) {
            done = assignment;
        }
        current = null;
    }

    /** Drops the work at hand; waits a few seconds for it, for a process must not end within native code. */
    @Override
    public void close() {
        drop();
        executor.shutdownNow();
        try {
            if (!executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                log.warn("{}: ends in the middle of its work", client);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void drop() {
        waiting = null;
        current = null;
    }
}
