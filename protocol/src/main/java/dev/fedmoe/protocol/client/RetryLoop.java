package dev.fedmoe.protocol.client;

import dev.fedmoe.core.retry.ExponentialBackoff;
import dev.fedmoe.protocol.ErrorCatalogue;
import dev.fedmoe.protocol.v1alpha1.Refusal;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Tries again after outages, with jittered exponential back-off, until a bound. A refusal is final. */
final class RetryLoop {
    private static final ExponentialBackoff BACKOFF =
            new ExponentialBackoff(Duration.ofMillis(50), Duration.ofSeconds(2), 0.5);

    private final RandomGenerator random;
    private final LinkClock ticks;
    private final Runnable reconnect;

    /** {@code reconnect} makes the channel try at once rather than wait out a back-off of its own. */
    RetryLoop(RandomGenerator random, LinkClock ticks, Runnable reconnect) {
        this.random = random;
        this.ticks = ticks;
        this.reconnect = reconnect;
    }

    <T> T until(Duration within, String what, Attempt<T> attempt) throws LinkException {
        long end = ticks.nanoTime() + within.toNanos();
        for (int failures = 0; ; failures++) {
            long left = end - ticks.nanoTime();
            try {
                return attempt.run(Deadline.after(Math.max(left, 0), TimeUnit.NANOSECONDS));
            } catch (StatusException e) {
                pauseOrGiveUp(e, what, end, failures);
            } catch (InterruptedException e) {
                throw interrupted(what, e);
            }
        }
    }

    private void pauseOrGiveUp(StatusException e, String what, long end, int failures) throws LinkException {
        Duration pause = BACKOFF.pause(failures, random);
        if (ErrorCatalogue.refusal(e.getTrailers()).isPresent() || end - ticks.nanoTime() <= pause.toNanos()) {
            throw failed(what, e);
        }
        try {
            ticks.pause(pause);
        } catch (InterruptedException interruption) {
            throw interrupted(what, interruption);
        }
        reconnect.run();
    }

    /** Tries the channel at once. */
    void reconnect() {
        reconnect.run();
    }

    static LinkException failed(String what, StatusException e) {
        return failed(what, e.getStatus(), e.getTrailers(), e);
    }

    static LinkException failed(String what, Throwable e) {
        return failed(what, Status.fromThrowable(e), Status.trailersFromThrowable(e), e);
    }

    private static LinkException failed(String what, Status status, @Nullable Metadata trailers, Throwable e) {
        Refusal refusal = ErrorCatalogue.refusal(trailers).orElse(Refusal.REFUSAL_UNSPECIFIED);
        String cause = status.getDescription() == null ? status.getCode().name() : status.getDescription();
        return new LinkException(refusal, what + ": " + cause, e);
    }

    static LinkException interrupted(String what, InterruptedException e) {
        Thread.currentThread().interrupt();
        return new LinkException(Refusal.REFUSAL_UNSPECIFIED, what + ": interrupted", e);
    }

    interface Attempt<T> {
        T run(Deadline deadline) throws StatusException, InterruptedException, LinkException;
    }
}
