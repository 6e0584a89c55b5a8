package dev.fedmoe.worker.session;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Growing pauses with full jitter, so that many workers do not come back at once. */
final class JitteredBackoff {
    private static final long FIRST_MILLIS = 250;

    /** A pod that comes before its roster, or a coordinator that starts anew, is a matter of seconds: so long the pauses stay short. */
    private static final long SOON_MILLIS = 120_000;

    private static final long LONGEST_SOON_MILLIS = 2_000;
    private static final long LONGEST_MILLIS = 15_000;

    private final RandomGenerator random;
    private long most = FIRST_MILLIS;
    private long waited;

    JitteredBackoff(RandomGenerator random) {
        this.random = random;
    }

    /** Between 50 ms and twice as long as before; at most 2 s, and 15 s once two minutes have been waited. */
    Duration next() {
        long millis = random.nextLong(50, most + 1);
        waited += millis;
        most = Math.min(waited < SOON_MILLIS ? LONGEST_SOON_MILLIS : LONGEST_MILLIS, most * 2);
        return Duration.ofMillis(millis);
    }

    void reset() {
        most = FIRST_MILLIS;
        waited = 0;
    }
}
