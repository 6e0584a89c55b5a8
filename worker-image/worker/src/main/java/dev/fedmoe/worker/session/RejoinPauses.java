package dev.fedmoe.worker.session;

import dev.fedmoe.core.retry.ExponentialBackoff;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** The pauses of a worker that waits for its coordinator: short for two minutes, then longer. */
final class RejoinPauses {
    private static final double JITTER = 0.8;
    private static final ExponentialBackoff SOON =
            new ExponentialBackoff(Duration.ofMillis(250), Duration.ofSeconds(2), JITTER);
    private static final ExponentialBackoff LATER =
            new ExponentialBackoff(Duration.ofSeconds(4), Duration.ofSeconds(15), JITTER);

    /** A pod that comes before its roster, or a coordinator that starts anew, is a matter of seconds: so long the pauses stay short. */
    private static final Duration SOON_FOR = Duration.ofMinutes(2);

    private final RandomGenerator random;
    private Duration waited = Duration.ZERO;
    private int failures;

    RejoinPauses(RandomGenerator random) {
        this.random = random;
    }

    /** Between 50 ms and 250 ms at first, at most 2 s soon, and at most 15 s once two minutes have been waited. */
    Duration next() {
        boolean soon = waited.compareTo(SOON_FOR) < 0;
        Duration pause = (soon ? SOON : LATER).pause(failures, random);
        waited = waited.plus(pause);
        boolean later = soon && waited.compareTo(SOON_FOR) >= 0;
        failures = later ? 0 : failures + 1;
        return pause;
    }

    void reset() {
        waited = Duration.ZERO;
        failures = 0;
    }
}
