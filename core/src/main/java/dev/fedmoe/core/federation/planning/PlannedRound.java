package dev.fedmoe.core.federation.planning;

import dev.fedmoe.core.alignment.AlignmentPlan;
import dev.fedmoe.core.alignment.AlignmentProblem;
import java.util.Objects;

/**
 * One round's plan with the problem it solves.
 *
 * @param attempt 0, or how often the round was abandoned before
 * @param policy that made the plan; empty in files of before plans named it
 */
public record PlannedRound(int round, int attempt, String policy, AlignmentProblem problem, AlignmentPlan plan) {
    public PlannedRound {
        policy = Objects.requireNonNullElse(policy, "");
    }
}
