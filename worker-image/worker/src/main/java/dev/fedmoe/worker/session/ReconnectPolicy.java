package dev.fedmoe.worker.session;

import dev.fedmoe.protocol.client.LinkException;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for a coordinator that is away or refuses, and says so now and then. */
final class ReconnectPolicy {
    private static final Logger log = LoggerFactory.getLogger(ReconnectPolicy.class);
    private static final long LOG_NANOS = Duration.ofMinutes(1).toNanos();

    /** How time passes. */
    @FunctionalInterface
    interface Pause {
        void of(Duration duration) throws InterruptedException;
    }

    private final String client;
    private final RejoinPauses pauses;
    private final Pause pause;
    private String logged = "";
    private long loggedAt;

    ReconnectPolicy(String client, RandomGenerator random, Pause pause) {
        this.client = client;
        this.pauses = new RejoinPauses(random);
        this.pause = pause;
    }

    void wait(LinkException trouble) throws InterruptedException {
        Duration next = pauses.next();
        String what = trouble.refusal() + ": " + trouble.getMessage();
        long now = System.nanoTime();
        if (!what.equals(logged) || now - loggedAt > LOG_NANOS) {
            log.warn(
                    "{}: {} Joins again until it succeeds.",
                    client,
                    sentence(trouble.isOutage() ? "the coordinator is away: " + trouble.getMessage() : what));
            logged = what;
            loggedAt = now;
        }
        pause.of(next);
    }

    private static String sentence(String said) {
        return said.endsWith(".") ? said : said + ".";
    }

    void reset() {
        pauses.reset();
        logged = "";
    }
}
