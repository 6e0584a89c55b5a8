package dev.fedmoe.core.alignment;

import dev.fedmoe.core.matching.TieBreak;
import dev.fedmoe.core.random.CounterRandom;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Among equals the less loaded expert, then a coin that seed, round and client's name toss. */
final class TieBreaker implements TieBreak {
    private static final int LOAD_BITS = 10;
    private static final int COIN_BITS = 31 - LOAD_BITS;

    private final int[] ease;
    private final CounterRandom[] coins;

    TieBreaker(AssignmentBuilder board) {
        var load = board.problem.load();
        int[] heaviestFirst = IntStream.range(0, board.experts)
                .boxed()
                .sorted(Comparator.comparing(load::get).reversed())
                .mapToInt(Integer::intValue)
                .toArray();
        ease = new int[board.experts];
        for (int i = 0; i < heaviestFirst.length; i++) {
            boolean same = i > 0 && load.get(heaviestFirst[i]).equals(load.get(heaviestFirst[i - 1]));
            int rank = (int) ((long) i * (1 << LOAD_BITS) / board.experts);
            ease[heaviestFirst[i]] = same ? ease[heaviestFirst[i - 1]] : rank;
        }
        coins = board.clients.stream()
                .map(c -> CounterRandom.of(board.problem.seed(), "tie", board.problem.round(), c.client()))
                .toArray(CounterRandom[]::new);
    }

    @Override
    public int of(int client, int expert) {
        return (ease[expert] << COIN_BITS) | (int) (coins[client].bits(expert) >>> (64 - COIN_BITS));
    }
}
