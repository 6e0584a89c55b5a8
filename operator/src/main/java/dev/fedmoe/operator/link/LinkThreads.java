package dev.fedmoe.operator.link;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads all links share, beside gRPC's. */
final class LinkThreads implements AutoCloseable {
    /** Each waits for one answer of the API server at a time, and only for a job's first token. */
    private static final int CONNECTING = 2;

    private final ExecutorService connecting = Executors.newFixedThreadPool(CONNECTING, named("link-connect"));
    private final ExecutorService telling = Executors.newSingleThreadExecutor(named("link-news"));
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(named("link-timer"));

    void connecting(Runnable work) {
        try {
            connecting.execute(work);
        } catch (RejectedExecutionException e) {
            // Only while the process ends; its connections end with it.
        }
    }

    void later(Duration pause, Runnable work) {
        try {
            var unusedWork = timer.schedule(work, pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // As above.
        }
    }

    void telling(Runnable work) {
        try {
            telling.execute(work);
        } catch (RejectedExecutionException e) {
            // As above.
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        connecting.shutdown();
        telling.shutdown();
    }

    private static ThreadFactory named(String name) {
        var count = new AtomicInteger();
        return runnable -> {
            var thread = new Thread(runnable, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
