package dev.fedmoe.core.placement;

import java.util.List;

/**
 * Who runs a worker for whom.
 *
 * @param jobs one per job of the problem, ordered by id
 */
public record PlacementPlan(List<JobPlacement> jobs) {
    public PlacementPlan {
        jobs = List.copyOf(jobs);
    }

    public JobPlacement job(String id) {
        return jobs.stream()
                .filter(j -> j.job().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no job " + id + " in the plan"));
    }

    /**
     * One job's clients. A job that does not fit gets none unless it runs already; then it keeps what there is, because
     * trained clients are worth more than an empty roster.
     *
     * @param grants ordered by client
     * @param shortage why it does not fit, with the numbers and the next step; empty when it fits
     * @param remarks ready clients that cannot hold one expert, a sentence each, ordered by client
     */
    public record JobPlacement(String job, List<Grant> grants, String shortage, List<String> remarks) {
        public JobPlacement {
            grants = List.copyOf(grants);
            remarks = List.copyOf(remarks);
        }

        public boolean fits() {
            return shortage.isEmpty();
        }

        public int slots() {
            return grants.stream().mapToInt(Grant::slots).sum();
        }
    }

    /**
     * One worker.
     *
     * @param slots at least 1
     * @param reason follows the client's name: {@code joins with 2 slots: expert 5 is short of training (price 0.41)}
     */
    public record Grant(String client, int slots, String reason) {}
}
