package dev.fedmoe.core.alignment;

import dev.fedmoe.core.alignment.ChoiceExplanation.Quota;
import java.util.Collections;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Each client takes the experts that fit it best and asks no one else: fitness alone, the baseline that piles up on popular
 * experts. The fitness idea is that of arXiv 2507.05685.
 */
final class GreedyAligner implements Aligner {
    @Override
    public AlignmentPlan align(AlignmentProblem problem) {
        var board = new AssignmentBuilder(problem);
        var fitness = FitnessEstimate.of(board.clients, board.experts);
        var best = PairPreference.best(board);
        for (int c = 0; c < board.clients.size(); c++) {
            int client = c;
            IntStream.range(0, board.experts)
                    .mapToObj(e -> PairPreference.of(
                            fitness.of(client, e), problem.load().get(e), client, e))
                    .sorted(best)
                    .limit(board.slots(c))
                    .forEach(p -> board.give(p.client(), p.expert()));
        }
        return board.plan(
                (c, e) -> reason(fitness, c, e),
                (c, e) -> new ChoiceExplanation(
                        fitness.seen(c, e),
                        fitness.of(c, e),
                        fitness.affinity(c, e),
                        0,
                        board.loadShare(e),
                        new Quota(board.holders(e), 0, Integer.MAX_VALUE),
                        CounterfactualChoice.of(board, c, fitness::of, fitness::of, fitness::of)),
                Collections.nCopies(board.experts, 0.0));
    }

    /** Also what other policies say when fitness decided. */
    static String reason(FitnessMatrix fitness, int client, int expert) {
        if (!fitness.isSeen(client, expert)) {
            return String.format(
                    Locale.ROOT, "never tried here, likely to fit (estimate %.2f)", fitness.of(client, expert));
        }
        int rank = fitness.rank(client, expert);
        return rank == 1
                ? String.format(Locale.ROOT, "fits it best (fitness %.2f)", fitness.of(client, expert))
                : String.format(Locale.ROOT, "fits it (fitness %.2f, rank %d)", fitness.of(client, expert), rank);
    }
}
