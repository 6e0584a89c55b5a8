package dev.fedmoe.coordinator.loop;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** How threads end: with what they have begun, within a bound. */
public final class ThreadShutdown {
    private static final long BOUND_SECONDS = 10;

    private ThreadShutdown() {}

    public static void await(ExecutorService threads) {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(BOUND_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    /** Of a thread that has been told to end. */
    static void await(Thread thread) {
        try {
            thread.join(TimeUnit.SECONDS.toMillis(BOUND_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
