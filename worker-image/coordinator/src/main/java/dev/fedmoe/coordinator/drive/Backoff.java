package dev.fedmoe.coordinator.drive;

import java.time.Duration;

/** Waits between tries that failed one after the other: 1 s, 2 s, 4 s … 30 s. */
final class Backoff {
    private static final int MOST_DOUBLINGS = 5;
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private int failures;

    Duration failed() {
        Duration wait = Duration.ofSeconds(1L << Math.min(failures, MOST_DOUBLINGS));
        failures++;
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    void succeeded() {
        failures = 0;
    }

    int failures() {
        return failures;
    }
}
