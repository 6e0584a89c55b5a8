package dev.fedmoe.worker.model;

import java.util.List;

/**
 * @param loss mean cross entropy of the batch, nats, before the step
 * @param routed rows routed to each held expert
 */
public record StepOutcome(double loss, List<Integer> routed) {
    public StepOutcome {
        routed = List.copyOf(routed);
    }
}
