package dev.fedmoe.worker.session;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Growing pauses with full jitter, so that many workers do not come back at once. */
final class Backoff {
    private static final long FIRST_MILLIS = 250;
    private static final long LONGEST_MILLIS = 15_000;

    private final RandomGenerator random;
    private long most = FIRST_MILLIS;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** Between 50 ms and twice as long as before, at most 15 s. */
    Duration next() {
        long millis = random.nextLong(50, most + 1);
        most = Math.min(LONGEST_MILLIS, most * 2);
        return Duration.ofMillis(millis);
    }

    void reset() {
        most = FIRST_MILLIS;
    }
}
