package dev.fedmoe.core.alignment;

import dev.fedmoe.core.alignment.ChoiceExplanation.Alternative;
import dev.fedmoe.core.alignment.ChoiceExplanation.Quota;
import dev.fedmoe.core.matching.BoundRelaxation;
import dev.fedmoe.core.matching.DualPriceSolver;
import dev.fedmoe.core.matching.Matching;
import dev.fedmoe.core.matching.MatchingProblem;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One round given to the matcher: fitness plus what experts lack, within quotas, and every choice with its numbers. */
final class AlignmentMatching {
    private final AssignmentBuilder board;
    private final FitnessMatrix fits;
    private final HolderQuotas quotas;
    private final ShortageBonus shortage;
    private final Matching matching;

    AlignmentMatching(AssignmentBuilder board, FitnessMatrix fits, double slack) {
        this.board = board;
        this.fits = fits;
        quotas = HolderQuotas.of(board, slack);
        shortage = new ShortageBonus(board);
        int[] slots = IntStream.range(0, board.clients.size()).map(board::slots).toArray();
        var problem = new MatchingProblem(
                slots,
                quotas.bounds(board.experts),
                (c, e) -> fits.of(c, e) + shortage.bonus(e),
                new TieBreaker(board));
        var solver = new DualPriceSolver();
        var last = board.problem.learned().prices();
        matching = last.isEmpty()
                ? solver.solve(problem)
                : solver.solve(
                        problem,
                        IntStream.range(0, board.experts)
                                .mapToDouble(e -> usable(last.get(e)) - shortage.bonus(e))
                                .toArray());
        for (int c = 0; c < slots.length; c++) {
            int client = c;
            Arrays.stream(matching.columnsOf(c)).forEach(e -> board.give(client, e));
        }
    }

    AlignmentPlan plan() {
        return board.plan(this::reason, this::grounds, prices());
    }

    AlignmentPlan plan(String reason) {
        return board.plan((c, e) -> reason, prices());
    }

    /** What one more holder is worth: to the matching, and because the expert lacks training. */
    double price(int expert) {
        return matching.price(expert) + shortage.bonus(expert);
    }

    private List<Double> prices() {
        return IntStream.range(0, board.experts).mapToObj(this::price).toList();
    }

    // A price of another job or version must not stop a round.
    private static double usable(double price) {
        return Double.isFinite(price) ? Math.max(-10, Math.min(10, price)) : 0;
    }

    private String reason(int client, int expert) {
        var instead = instead(client);
        return why(client, expert)
                + (instead == null
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "; %d (fitness %.2f) would have needed %.2f more",
                                instead.expert(),
                                instead.completed(),
                                instead.missing()));
    }

    private String why(int client, int expert) {
        int rank = fits.rank(client, expert);
        if (rank > board.slots(client) && price(expert) > 0) {
            return String.format(
                    Locale.ROOT,
                    "short of training or holders (price %.2f, %d holders, fitness %.2f, rank %d)",
                    price(expert),
                    board.holders(expert),
                    fits.of(client, expert),
                    rank);
        }
        return wording(fits, client, expert, rank) + String.format(Locale.ROOT, ", price %.2f)", price(expert));
    }

    private static String wording(FitnessMatrix fits, int client, int expert, int rank) {
        if (!fits.isSeen(client, expert)) {
            return String.format(
                    Locale.ROOT,
                    "never tried here, likely to fit (estimate %.2f, rank %d",
                    fits.of(client, expert),
                    rank);
        }
        String head = rank == 1 ? "fits it best" : "fits it, rank " + rank;
        return String.format(
                Locale.ROOT, "%s (fitness %.2f, seen %.2f", head, fits.of(client, expert), fits.seen(client, expert));
    }

    private ChoiceExplanation grounds(int client, int expert) {
        return new ChoiceExplanation(
                fits.seen(client, expert),
                fits.of(client, expert),
                fits.affinity(client, expert),
                price(expert),
                board.loadShare(expert),
                new Quota(
                        board.holders(expert),
                        granted(expert, BoundRelaxation.Side.LOW),
                        granted(expert, BoundRelaxation.Side.HIGH)),
                instead(client));
    }

    private int granted(int expert, BoundRelaxation.Side side) {
        var bounds = matching.outcome().bounds();
        return side == BoundRelaxation.Side.LOW ? bounds.low(expert) : bounds.high(expert);
    }

    private @Nullable Alternative instead(int client) {
        return CounterfactualChoice.of(board, client, this::worth, this::worth, fits::of);
    }

    private double worth(int client, int expert) {
        return fits.of(client, expert) + price(expert);
    }
}
