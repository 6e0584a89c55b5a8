package dev.fedmoe.core.round;

import java.time.Duration;
import java.util.List;

/**
 * How long a round may stay open when the job names no deadline:
 *
 * <pre>deadline = clamp(4 · 2^a · slowest, 30 s, 1 h)</pre>
 *
 * where {@code slowest} is the longest time an answered client took in the last 8 committed rounds (so that a client
 * that never answers stretches nothing), and {@code a} the rounds abandoned in a row, at most 4. Before the first
 * committed round: 5 min · 2^a.
 */
public final class AdaptiveDeadline {
    public static final Duration SHORTEST = Duration.ofSeconds(30);
    public static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration FIRST = Duration.ofMinutes(5);
    private static final int ROUNDS = 8;
    private static final int MARGIN = 4;
    private static final int MOST_DOUBLINGS = 4;

    private AdaptiveDeadline() {}

    /** {@code slowestAnswers}: per committed round its slowest answer, oldest first. */
    public static Duration next(List<Duration> slowestAnswers, int abandonedInARow) {
        long factor = 1L << Math.min(abandonedInARow, MOST_DOUBLINGS);
        Duration wanted = slowestAnswers.stream()
                .skip(Math.max(0, slowestAnswers.size() - ROUNDS))
                .max(Duration::compareTo)
                .map(slowest -> slowest.multipliedBy(MARGIN))
                .orElse(FIRST)
                .multipliedBy(factor);
        if (wanted.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted;
    }
}
