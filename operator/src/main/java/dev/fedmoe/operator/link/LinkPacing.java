package dev.fedmoe.operator.link;

import dev.fedmoe.core.retry.ExponentialBackoff;
import java.time.Duration;

/** How soon things are tried or told again. */
final class LinkPacing {
    /** Between two calls of the listeners for one job, unless something changed that people wait for. */
    static final Duration TELL = Duration.ofSeconds(1);

    /** Of one order; it is sent again. */
    static final Duration ANSWER = Duration.ofSeconds(5);

    /** Between two tries of one link. */
    static final ExponentialBackoff RECONNECT =
            new ExponentialBackoff(Duration.ofMillis(100), Duration.ofSeconds(5), 0.5);

    private LinkPacing() {}
}
