package dev.fedmoe.core.federation.planning;

import java.time.Duration;

/**
 * How long the federation waits for others.
 *
 * @param joinWindow for everyone on the roster to connect after a start; then the clients needed suffice
 * @param grace for a client whose connection broke
 * @param finalEvaluation for the evaluator's score of the final model
 */
public record WaitLimits(Duration joinWindow, Duration grace, Duration finalEvaluation) {}
