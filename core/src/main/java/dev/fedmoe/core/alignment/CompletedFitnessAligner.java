package dev.fedmoe.core.alignment;

import dev.fedmoe.core.fitness.FitnessCompletion;
import dev.fedmoe.core.random.CounterRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;

/**
 * The most completed fitness there is within load bounds, found exactly: completion makes up for how little is seen, bounds for how
 * clients that are alike pile up. For the objective Balanced, coverage with completed fitness in its scales. The idea is our own,
 * from arXiv 2507.05685 (fitness, load, capacity) and arXiv 2512.23070 (fitness under load bounds).
 *
 * @param slack how far an expert's holders may stray from an even share, at least 0
 */
record CompletedFitnessAligner(double slack) implements Aligner {
    /** With fewer pairs tried there is nothing to complete. */
    private static final int ENOUGH = 20;

    @Override
    public AlignmentPlan align(AlignmentProblem problem) {
        var board = new AssignmentBuilder(problem);
        var completion = completion(board);
        if (completion.observations() < ENOUGH) {
            return new AlignmentMatching(board, drawn(board), slack)
                    .plan("drawn at random, evenly: " + completion.observations() + " of " + ENOUGH
                            + " pairs tried that fitness needs (round " + problem.round() + ")");
        }
        var fits = fits(board, completion);
        return problem.goal().objective() == AlignmentObjective.BALANCED
                ? new CoverageAlignment(board, fits).plan()
                : new AlignmentMatching(board, fits, slack).plan();
    }

    // Participants first, in the board's order; then all who have taught something.
    private static FitnessCompletion completion(AssignmentBuilder board) {
        var known = new ArrayList<FitnessCompletion.Known>();
        board.clients.forEach(c -> known.add(new FitnessCompletion.Known(c.age(), c.fitness(), c.affinity())));
        board.problem.learned().absent().stream()
                .sorted(Comparator.comparing(AlignmentProblem.Absent::client))
                .forEach(a -> known.add(new FitnessCompletion.Known(
                        a.age(), dense(board.experts, a.fitness()), dense(board.experts, a.affinity()))));
        return FitnessCompletion.of(board.experts, known);
    }

    private static List<Double> dense(int experts, SortedMap<Integer, Double> sparse) {
        var dense = new ArrayList<>(Collections.nCopies(experts, Double.NaN));
        sparse.forEach(dense::set);
        return dense;
    }

    private static FitnessMatrix fits(AssignmentBuilder board, FitnessCompletion completion) {
        var value = new double[board.clients.size()][board.experts];
        var seen = new double[board.clients.size()][board.experts];
        for (int c = 0; c < value.length; c++) {
            for (int e = 0; e < board.experts; e++) {
                value[c][e] = completion.of(c, e);
                seen[c][e] = completion.seen(c, e);
            }
        }
        return new FitnessMatrix(
                value,
                seen,
                board.clients.stream()
                        .map(AlignmentProblem.Participant::affinity)
                        .toList());
    }

    private static FitnessMatrix drawn(AssignmentBuilder board) {
        var value = new double[board.clients.size()][board.experts];
        var seen = new double[board.clients.size()][board.experts];
        for (int c = 0; c < value.length; c++) {
            var draw = CounterRandom.of(
                    board.problem.seed(),
                    "align",
                    board.problem.round(),
                    board.clients.get(c).client());
            Arrays.setAll(value[c], draw::unit);
            Arrays.fill(seen[c], Double.NaN);
        }
        return new FitnessMatrix(value, seen);
    }
}
