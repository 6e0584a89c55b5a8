package dev.fedmoe.core.alignment;

import java.util.List;

/**
 * A round's snapshot.
 *
 * @param round the round to plan, from 1
 * @param experts E, the number of experts
 * @param minHolders holders each expert should get when slots allow: the job's per-expert quorum
 * @param clients the round's participants, ordered by name
 * @param load E cumulative routed samples of accepted updates
 */
public record AlignmentProblem(
        long seed, int round, int experts, int minHolders, List<Participant> clients, List<Double> load) {
    public AlignmentProblem {
        clients = List.copyOf(clients);
        load = List.copyOf(load);
        if (experts < 1 || load.size() != experts) {
            throw new IllegalArgumentException(
                    "a round of " + experts + " experts needs as many loads, not " + load.size());
        }
        for (Participant client : clients) {
            if (client.slots() < 1 || client.fitness().size() != experts) {
                throw new IllegalArgumentException(client.client() + " needs at least 1 slot and " + experts
                        + " fitness values, not " + client.slots() + " and "
                        + client.fitness().size());
            }
        }
    }

    /**
     * One client of the round.
     *
     * @param slots experts it can hold, at least 1
     * @param samples its training samples, clamped
     * @param fitness E values in [0, 1]; NaN where this client has never tried the expert
     */
    public record Participant(String client, int slots, long samples, List<Double> fitness) {
        public Participant {
            fitness = List.copyOf(fitness);
        }
    }
}
