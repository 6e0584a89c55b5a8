package dev.fedmoe.core.alignment;

import dev.fedmoe.core.random.CounterRandom;
import java.util.Comparator;

/**
 * A pair a policy may choose, comparable: the better score first (quantised, because the last bits of a sum depend on its
 * order), then the less loaded expert, then a seeded coin, then the lower numbers.
 */
record PairPreference(long score, double load, int client, int expert) {
    private static final double QUANTUM = 1e-6;

    static PairPreference of(double score, double load, int client, int expert) {
        return new PairPreference(Math.round(score / QUANTUM), load, client, expert);
    }

    static Comparator<PairPreference> best(AssignmentBuilder board) {
        var problem = board.problem;
        return Comparator.comparingLong((PairPreference p) -> -p.score)
                .thenComparingDouble(PairPreference::load)
                .thenComparingLong(p -> CounterRandom.of(
                                problem.seed(),
                                "tie",
                                problem.round(),
                                board.clients.get(p.client).client(),
                                p.expert)
                        .bits(0))
                .thenComparingInt(PairPreference::client)
                .thenComparingInt(PairPreference::expert);
    }
}
