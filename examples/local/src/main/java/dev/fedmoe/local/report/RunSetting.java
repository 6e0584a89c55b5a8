package dev.fedmoe.local.report;

/**
 * What was asked for.
 *
 * @param data for people: {@code Fashion-MNIST, 60,000 images over 8 clients (Dirichlet 0.3, seed 7)}
 */
public record RunSetting(
        String job, String policy, String objective, String data, long seed, int clients, int experts, int topK) {
    /** Same job, data and seed: what differs between the runs is who trained what. */
    boolean differsInPolicyAlone(RunSetting other) {
        return !policy.equals(other.policy)
                && equals(new RunSetting(
                        other.job,
                        policy,
                        objective,
                        other.data,
                        other.seed,
                        other.clients,
                        other.experts,
                        other.topK));
    }
}
