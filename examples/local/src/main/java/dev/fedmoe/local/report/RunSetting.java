package dev.fedmoe.local.report;

/**
 * What was asked for.
 *
 * @param data for people: {@code Fashion-MNIST, 60,000 images over 8 clients (Dirichlet 0.3, seed 7)}
 * @param circumstances digest of the job and its clients' slots, without policy, rounds and target
 */
public record RunSetting(
        String job,
        String policy,
        String objective,
        String data,
        long seed,
        int clients,
        int experts,
        int topK,
        String circumstances) {
    /** Round by round, the two can only differ by who trained what. */
    boolean differsInPolicyAlone(RunSetting other) {
        return !policy.equals(other.policy) && data.equals(other.data) && circumstances.equals(other.circumstances);
    }
}
