package dev.fedmoe.core.retry;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Pauses whose ceiling doubles with every failure in a row; chance lowers each, so that many that lost one peer together do not
 * come back together. M. Brooker: Exponential Backoff And Jitter,
 * <a href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">AWS Architecture Blog</a>.
 *
 * @param first ceiling of the first pause
 * @param longest ceiling of all pauses
 * @param jitter the share of the ceiling that is left to chance: 1 is that article's "full jitter", 0.5 its "equal jitter", 0 none
 */
public record ExponentialBackoff(Duration first, Duration longest, double jitter) {
    /** Enough for any two durations that make sense, and far from an overflow. */
    private static final int MOST_DOUBLINGS = 20;

    public ExponentialBackoff {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "pauses from " + first + " to " + longest + " do not grow from above zero");
        }
        if (!(jitter >= 0 && jitter <= 1)) {
            throw new IllegalArgumentException("jitter is " + jitter + ", not a share between 0 and 1");
        }
    }

    /** The ceiling of the pause after so many failures in a row before this one. */
    public Duration ceiling(int failures) {
        Duration doubled = first.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        return doubled.compareTo(longest) > 0 ? longest : doubled;
    }

    /** A pause in whole milliseconds, uniform between {@code (1 - jitter)} times the ceiling and the ceiling. */
    public Duration pause(int failures, RandomGenerator random) {
        long ceiling = ceiling(failures).toMillis();
        long chance = (long) (jitter * ceiling);
        return Duration.ofMillis(ceiling - chance + random.nextLong(chance + 1));
    }
}
