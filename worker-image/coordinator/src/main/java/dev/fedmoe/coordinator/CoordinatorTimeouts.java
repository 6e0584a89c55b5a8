package dev.fedmoe.coordinator;

import dev.fedmoe.core.federation.planning.WaitLimits;
import java.time.Duration;

/**
 * How long the coordinator waits for others.
 *
 * @param joinWindow for everyone on the roster to connect after a start; then the clients needed suffice
 * @param grace for a client whose connection broke
 * @param finalEvaluation for the evaluator's score of the final model
 * @param linger for somebody to see the final state before the process ends
 */
public record CoordinatorTimeouts(Duration joinWindow, Duration grace, Duration finalEvaluation, Duration linger) {
    public static final CoordinatorTimeouts DEFAULT = new CoordinatorTimeouts(
            Duration.ofSeconds(60), Duration.ofSeconds(2), Duration.ofSeconds(60), Duration.ofSeconds(20));

    WaitLimits limits() {
        return new WaitLimits(joinWindow, grace, finalEvaluation);
    }
}
