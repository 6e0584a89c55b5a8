package dev.fedmoe.local.process;

import dev.fedmoe.core.retry.ExponentialBackoff;
import java.time.Duration;

/**
 * How often, and how soon, a program that died is started again.
 *
 * @param backoff pauses before restarts; without jitter, as the programs of one run die alone
 * @param most deaths in a row that are forgiven
 * @param forgiveAfter a program that lived this long starts with a clean slate
 */
public record RestartPolicy(ExponentialBackoff backoff, int most, Duration forgiveAfter) {
    public static final RestartPolicy DEFAULT = new RestartPolicy(
            new ExponentialBackoff(Duration.ofMillis(500), Duration.ofSeconds(8), 0), 5, Duration.ofSeconds(30));

    /** @param deaths in a row, at least 1 */
    Duration pause(int deaths) {
        return backoff.ceiling(deaths - 1);
    }
}
