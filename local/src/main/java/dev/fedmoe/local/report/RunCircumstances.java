package dev.fedmoe.local.report;

import java.util.Objects;

/**
 * What was asked for.
 *
 * @param data for people: {@code Fashion-MNIST, 60,000 images over 8 clients (Dirichlet 0.3, seed 7)}
 * @param circumstances digest of the job and its clients' slots, without policy, rounds and target; empty when a record has none
 */
public record RunCircumstances(
        String job,
        String policy,
        String objective,
        String data,
        long seed,
        int clients,
        int experts,
        int topK,
        String circumstances) {
    public RunCircumstances {
        circumstances = Objects.requireNonNullElse(circumstances, "");
    }

    /** Round by round, the two can only differ by who trained what. */
    public boolean differsInPolicyAlone(RunCircumstances other) {
        return !circumstances.isEmpty()
                && circumstances.equals(other.circumstances)
                && data.equals(other.data)
                && !policy.equals(other.policy);
    }
}
