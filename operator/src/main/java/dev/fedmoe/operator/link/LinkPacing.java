package dev.fedmoe.operator.link;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How soon things are tried or told again. */
final class LinkPacing {
    /** Between two calls of the listeners for one job, unless something changed that people wait for. */
    static final Duration TELL = Duration.ofSeconds(1);

    /** Of one order; it is sent again. */
    static final Duration ANSWER = Duration.ofSeconds(5);

    private static final long FIRST_MILLIS = 100;
    private static final long LONGEST_MILLIS = 5_000;
    private static final int DOUBLINGS = 6;

    private LinkPacing() {}

    /** Doubles up to five seconds; half of it by chance, so that the links of all jobs do not return at once. */
    static Duration backOff(int failures, RandomGenerator random) {
        long ceiling = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(failures, DOUBLINGS));
        return Duration.ofMillis(ceiling / 2 + random.nextLong(ceiling / 2 + 1));
    }
}
