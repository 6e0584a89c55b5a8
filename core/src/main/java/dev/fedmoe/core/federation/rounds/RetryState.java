package dev.fedmoe.core.federation.rounds;

import java.time.Duration;

/**
 * What has gone wrong lately, and when to try again: after 1 s, 2 s, 4 s … 30 s.
 *
 * @param failures one after the other since the last commit
 * @param nextTryNanos no round is opened before
 * @param trouble why, for people
 * @param abandonedInARow rounds since the last commit
 * @param attempt of the next round
 */
public record RetryState(int failures, long nextTryNanos, String trouble, int abandonedInARow, int attempt) {
    private static final int MOST_DOUBLINGS = 5;
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** All is well, and a round may be opened now. */
    public static RetryState fresh(long nowNanos) {
        return new RetryState(0, nowNanos, "", 0, 0);
    }

    /** How long the next try waits after one more failure. */
    public Duration delay() {
        var wait = Duration.ofSeconds(1L << Math.min(failures, MOST_DOUBLINGS));
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    /** One more failure of a step that tries again by itself. */
    public RetryState failed() {
        return new RetryState(failures + 1, nextTryNanos, trouble, abandonedInARow, attempt);
    }

    /** One more failure, after which the next round waits. */
    public RetryState failed(String why, long nowNanos) {
        var wait = delay();
        return new RetryState(
                failures + 1,
                nowNanos + wait.toNanos(),
                why + " Trying again in " + wait.toSeconds() + " s.",
                abandonedInARow,
                attempt);
    }

    /** Too few clients reported in this attempt. */
    public RetryState abandoned(int abandonedAttempt) {
        return new RetryState(failures, nextTryNanos, trouble, abandonedInARow + 1, abandonedAttempt + 1);
    }

    public RetryState committed() {
        return new RetryState(0, nextTryNanos, trouble, 0, 0);
    }
}
