package dev.fedmoe.coordinator.progress;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Makes one report of all the changes that come within {@link ProgressReporter#APART_MILLIS} of the last one. */
final class ReportThread implements AutoCloseable {
    private static final long APART_NANOS = TimeUnit.MILLISECONDS.toNanos(ProgressReporter.APART_MILLIS);

    private final Runnable report;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor thread;
    private volatile long reportedNanos = System.nanoTime() - APART_NANOS;

    ReportThread(Runnable report) {
        this.report = report;
        // Once it is closed, nobody is interested in further reports.
        thread = new ScheduledThreadPoolExecutor(1, ReportThread::daemon, new ThreadPoolExecutor.DiscardPolicy());
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    void wanted() {
        if (scheduled.compareAndSet(false, true)) {
            long wait = Math.max(0, reportedNanos + APART_NANOS - System.nanoTime());
            Future<?> unused = thread.schedule(this::run, wait, TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void run() {
        scheduled.set(false);
        reportedNanos = System.nanoTime();
        report.run();
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "progress");
        thread.setDaemon(true);
        return thread;
    }
}
