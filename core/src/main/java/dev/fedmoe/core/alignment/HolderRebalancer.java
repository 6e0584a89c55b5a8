package dev.fedmoe.core.alignment;

import dev.fedmoe.core.matching.PairWorth;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Brings every expert's holders within bounds by handing single slots from one expert to another, the cheapest hand-over
 * first. Once all slots are used and the even share lies within the bounds it cannot get stuck: whoever is short has fewer
 * holders than someone above, so some client holds the latter and not the former.
 */
final class HolderRebalancer {
    /** Experts considered for the other end of a hand-over: with hundreds, looking at all would take seconds. */
    private static final int PARTNERS = 8;

    private final AssignmentBuilder board;
    private final PairWorth worth;
    private final Comparator<PairPreference> best;

    /** Hears of each hand-over. */
    @FunctionalInterface
    interface Moved {
        void from(int client, int given, int taken);
    }

    HolderRebalancer(AssignmentBuilder board, PairWorth worth) {
        this.board = board;
        this.worth = worth;
        best = PairPreference.best(board);
    }

    void level(int low, int high, Moved moved) {
        for (var move = next(low, high); move.isPresent(); move = next(low, high)) {
            int client = move.get().client;
            board.take(client, move.get().from);
            board.give(client, move.get().to);
            moved.from(client, move.get().to, move.get().from);
        }
    }

    private Optional<Move> next(int low, int high) {
        var fewest = extreme(Comparator.comparingInt(board::holders));
        if (board.holders(fewest) < low) {
            return experts(e -> board.holders(e) > low, e -> -board.holders(e))
                    .flatMap(f -> moves(f, fewest))
                    .min(cheapest());
        }
        var most = extreme(Comparator.comparingInt(e -> -board.holders(e)));
        if (board.holders(most) > high) {
            return experts(e -> board.holders(e) < high, board::holders)
                    .flatMap(t -> moves(most, t))
                    .min(cheapest());
        }
        return Optional.empty();
    }

    private Stream<Move> moves(int from, int to) {
        return IntStream.range(0, board.clients.size())
                .filter(c -> board.holds(c, from) && !board.holds(c, to))
                .mapToObj(c -> new Move(
                        c, from, to, PairPreference.of(worth.of(c, to) - worth.of(c, from), board.holders(to), c, to)));
    }

    private Comparator<Move> cheapest() {
        return Comparator.comparing(Move::preference, best).thenComparingInt(Move::from);
    }

    private Stream<Integer> experts(IntPredicate which, ToIntFunction<Integer> order) {
        return IntStream.range(0, board.experts)
                .filter(which)
                .boxed()
                .sorted(Comparator.comparingInt(order))
                .limit(PARTNERS);
    }

    private Integer extreme(Comparator<Integer> order) {
        return IntStream.range(0, board.experts)
                .boxed()
                .min(order.thenComparing(e -> board.problem.load().get(e)))
                .orElseThrow();
    }

    private record Move(int client, int from, int to, PairPreference preference) {}
}
