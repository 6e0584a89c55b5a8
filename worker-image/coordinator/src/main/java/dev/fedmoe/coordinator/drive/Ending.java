package dev.fedmoe.coordinator.drive;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** How threads end: with what they have begun, within a bound. */
final class Ending {
    private static final long BOUND_SECONDS = 10;

    private Ending() {}

    static void await(ExecutorService threads) {
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
}
