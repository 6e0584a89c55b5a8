package dev.fedmoe.core.alignment;

import dev.fedmoe.core.random.Draw;
import java.util.Comparator;

/**
 * A pair a policy may choose, comparable: the better score first (quantised, because the last bits of a sum depend on its
 * order), then the less loaded expert, then a seeded coin, then the lower numbers.
 */
record Preference(long score, double load, int client, int expert) {
    private static final double QUANTUM = 1e-6;

    static Preference of(double score, double load, int client, int expert) {
        return new Preference(Math.round(score / QUANTUM), load, client, expert);
    }

    static Comparator<Preference> best(Board board) {
        var problem = board.problem;
        return Comparator.comparingLong((Preference p) -> -p.score)
                .thenComparingDouble(Preference::load)
                .thenComparingLong(p -> Draw.of(
                                problem.seed(),
                                "tie",
                                problem.round(),
                                board.clients.get(p.client).client(),
                                p.expert)
                        .bits(0))
                .thenComparingInt(Preference::client)
                .thenComparingInt(Preference::expert);
    }
}
