package dev.fedmoe.coordinator.drive;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One thread, one event after the other, and after each the same question: what is to be done now? */
final class Loop implements AutoCloseable {
    private static final long ANSWER_SECONDS = 30;

    private final ScheduledThreadPoolExecutor thread;
    private final Runnable settle;
    private final Consumer<Throwable> broken;
    private @Nullable ScheduledFuture<?> alarm;

    /** {@code settle} runs after each event; {@code broken} is told of a bug, after which nothing can be trusted. */
    Loop(Runnable settle, Consumer<Throwable> broken) {
        this.settle = settle;
        this.broken = broken;
        // After the end of the loop nobody is interested in what would have been decided.
        thread = new ScheduledThreadPoolExecutor(1, Loop::daemon, new ThreadPoolExecutor.DiscardPolicy());
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    private static Thread daemon(Runnable work) {
        var loop = new Thread(work, "decisions");
        loop.setDaemon(true);
        return loop;
    }

    /** Hands an event over. */
    void tell(Runnable event) {
        thread.execute(() -> guarded(event));
    }

    /** Hands a question over and waits for the answer. */
    <T> T ask(Supplier<T> question) {
        var answer = new CompletableFuture<T>();
        tell(() -> {
            try {
                answer.complete(question.get());
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
                throw e;
            }
        });
        try {
            return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the coordinator decides", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the coordinator did not answer", e);
        }
    }

    /** Asks again after so many nanoseconds; replaces an earlier alarm. Called by the loop itself. */
    void wakeIn(long nanos) {
        if (alarm != null) {
            alarm.cancel(false);
        }
        alarm = thread.schedule(() -> guarded(() -> {}), Math.max(0, nanos), TimeUnit.NANOSECONDS);
    }

    void later(Runnable event, long nanos) {
        ScheduledFuture<?> unused = thread.schedule(() -> guarded(event), Math.max(0, nanos), TimeUnit.NANOSECONDS);
    }

    /** For what reports but changes nothing: no question follows. */
    void quietly(Runnable event, long nanos) {
        ScheduledFuture<?> unused = thread.schedule(event, nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        Ending.await(thread);
    }

    // A bug must not stop the queue silently: whoever runs the process hears of it and ends it.
    @SuppressWarnings("CatchingUnchecked")
    private void guarded(Runnable event) {
        try {
            event.run();
            settle.run();
        } catch (RuntimeException | Error e) {
            broken.accept(e);
        }
    }
}
