package dev.fedmoe.operator.cycle;

import java.time.Instant;
import java.util.Optional;

/**
 * What comes of deciding.
 *
 * @param memory for the next look
 * @param lookAgain when time alone will change the decision; everything else that may comes as an event
 */
public record CycleDecision<D, M>(D plan, M memory, Optional<Instant> lookAgain) {}
