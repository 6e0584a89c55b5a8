package dev.fedmoe.core.alignment;

import dev.fedmoe.core.alignment.ChoiceExplanation.Quota;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One alignment by coverage: clients in a seeded order take the experts that cost least, then single moves that lower the cost,
 * three sweeps at most. With fitness, a pair that fits is cheaper, and so is an expert short of training: coverage alone would not
 * outweigh claims that an expert fits nobody.
 */
final class CoverageAlignment {
    private static final int SWEEPS = 3;
    private static final double CROWDED = 1.25;

    /** What fitness weighs against coverage. */
    private static final double FITNESS = 16;

    private static final double QUANTUM = 1e-6;

    private final AssignmentBuilder board;
    private final @Nullable FitnessMatrix fits;
    private final CoverageBalance scales;
    private final ShortageBonus shortage;
    private final TieBreaker ties;
    private final int most;
    private final int least;

    CoverageAlignment(AssignmentBuilder board, @Nullable FitnessMatrix fits) {
        this.board = board;
        this.fits = fits;
        scales = new CoverageBalance(board);
        shortage = new ShortageBonus(board);
        ties = new TieBreaker(board);
        double even = (double) board.slots() / board.experts;
        most = (int) Math.ceil(CROWDED * even - 1e-9);
        least = Math.min(board.problem.minHolders(), board.slots() / board.experts);
    }

    AlignmentPlan plan() {
        var order = board.turns();
        order.forEach(this::insert);
        for (int sweep = 0; sweep < SWEEPS && improve(order); sweep++) {}
        new HolderRebalancer(board, (c, e) -> -cost(c, e))
                .level(least, Math.max(most, least), (client, given, taken) -> {
                    scales.leave(client, taken);
                    scales.join(client, given);
                });
        return board.plan(this::reason, this::grounds, prices());
    }

    private void insert(int client) {
        while (board.hasRoom(client)) {
            int expert = cheapest(client, most);
            give(client, expert >= 0 ? expert : cheapest(client, Integer.MAX_VALUE));
        }
    }

    private boolean improve(List<Integer> order) {
        boolean moved = false;
        for (int client : order) {
            for (int expert : board.held(client).stream().toArray()) {
                take(client, expert);
                int better = cheapest(client, most);
                boolean gains = better >= 0 && quantised(client, better) < quantised(client, expert);
                give(client, gains ? better : expert);
                moved |= gains;
            }
        }
        return moved;
    }

    /** Of those with fewer than {@code full} holders; −1 when there is none. */
    private int cheapest(int client, int full) {
        int best = -1;
        long least = 0;
        for (int e = 0; e < board.experts; e++) {
            if (!board.holds(client, e) && board.holders(e) < full) {
                long cost = quantised(client, e);
                if (best < 0 || cost < least || (cost == least && ties.of(client, e) > ties.of(client, best))) {
                    best = e;
                    least = cost;
                }
            }
        }
        return best;
    }

    private long quantised(int client, int expert) {
        return Math.round(cost(client, expert) / QUANTUM);
    }

    private double cost(int client, int expert) {
        double worth = fits == null ? 0 : fits.of(client, expert) + shortage.bonus(expert);
        return scales.joining(client, expert) - FITNESS * scales.brings(client) * worth;
    }

    private void give(int client, int expert) {
        board.give(client, expert);
        scales.join(client, expert);
    }

    private void take(int client, int expert) {
        board.take(client, expert);
        scales.leave(client, expert);
    }

    /** What an expert lacks against the mean, in [0, 1]. */
    private double price(int expert) {
        double mean = scales.meanAmount();
        return mean == 0 ? 0 : Math.max(0, Math.min(1, 1 - scales.amount(expert) / mean));
    }

    private List<Double> prices() {
        return IntStream.range(0, board.experts).mapToObj(this::price).toList();
    }

    private String reason(int client, int expert) {
        String head = fits == null ? "evens out what experts see" : "evens out what experts see, and fits";
        String fit = fits == null ? "" : String.format(Locale.ROOT, ", fitness %.2f", fits.of(client, expert));
        return String.format(
                Locale.ROOT,
                "%s (amount %.2f, mean %.2f, %d holders%s)",
                head,
                scales.amount(expert),
                scales.meanAmount(),
                board.holders(expert),
                fit);
    }

    private ChoiceExplanation grounds(int client, int expert) {
        return new ChoiceExplanation(
                fits == null ? Double.NaN : fits.seen(client, expert),
                fitness(client, expert),
                fits == null ? null : fits.affinity(client, expert),
                price(expert),
                board.loadShare(expert),
                new Quota(board.holders(expert), least, Math.max(most, least)),
                CounterfactualChoice.of(board, client, this::heldWorth, this::worth, this::fitness));
    }

    private double fitness(int client, int expert) {
        return fits == null ? Double.NaN : fits.of(client, expert);
    }

    /** How much the pair lowers the cost: counted in fitness, or as it is where fitness has no say. */
    private double worth(int client, int expert) {
        double fitness = FITNESS * scales.brings(client);
        return fits == null || fitness == 0 ? -cost(client, expert) : -cost(client, expert) / fitness;
    }

    private double heldWorth(int client, int expert) {
        scales.leave(client, expert);
        double worth = worth(client, expert);
        scales.join(client, expert);
        return worth;
    }
}
