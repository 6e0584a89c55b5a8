package dev.fedmoe.local.process;

import java.time.Duration;

/**
 * How often, and how soon, a program that died is started again.
 *
 * @param first pause before the first restart; doubles with each that follows
 * @param restarts deaths in a row that are forgiven
 * @param forgiveAfter a program that lived this long starts with a clean slate
 */
public record RestartBackoff(Duration first, Duration longest, int restarts, Duration forgiveAfter) {
    public static final RestartBackoff DEFAULT =
            new RestartBackoff(Duration.ofMillis(500), Duration.ofSeconds(8), 5, Duration.ofSeconds(30));

    /** @param deaths in a row, at least 1 */
    Duration pause(int deaths) {
        Duration doubled = first.multipliedBy(1L << Math.min(deaths - 1, 20));
        return doubled.compareTo(longest) > 0 ? longest : doubled;
    }
}
