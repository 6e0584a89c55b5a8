package dev.fedmoe.coordinator;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** That the process has been told to end (SIGTERM, SIGINT); holds the end off for a moment so that it is an orderly one. */
final class TerminationSignal implements AutoCloseable {
    /** What is not done by then is left to the next start, as after a crash. */
    private static final Duration BOUND = Duration.ofMillis(4500);

    private final CompletableFuture<Void> asked = new CompletableFuture<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hook = new Thread(this::end, "termination");

    private TerminationSignal() {}

    static TerminationSignal watch() {
        var termination = new TerminationSignal();
        Runtime.getRuntime().addShutdownHook(termination.hook);
        return termination;
    }

    /** Completes when told to end. */
    CompletableFuture<Void> asked() {
        return asked;
    }

    private void end() {
        asked.complete(null);
        try {
            over.await(BOUND.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nothing is left to be done. */
    @Override
    public void close() {
        over.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The hook is at work, and has just been let go.
        }
    }
}
