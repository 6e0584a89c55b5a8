package dev.fedmoe.core.alignment;

import dev.fedmoe.core.random.CounterRandom;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Each client draws its experts evenly from all, every round anew. The baseline of arXiv 2512.23070 and others. */
final class RandomAligner implements Aligner {
    @Override
    public AlignmentPlan align(AlignmentProblem problem) {
        var board = new AssignmentBuilder(problem);
        for (int c = 0; c < board.clients.size(); c++) {
            int client = c;
            var draw = CounterRandom.of(
                    problem.seed(),
                    "align",
                    problem.round(),
                    board.clients.get(c).client());
            IntStream.range(0, board.experts)
                    .boxed()
                    .sorted(Comparator.comparingLong((Integer e) -> draw.bits(e))
                            .thenComparing(Comparator.naturalOrder()))
                    .limit(board.slots(c))
                    .forEach(e -> board.give(client, e));
        }
        return board.plan((c, e) -> "drawn at random (seed " + problem.seed() + ", round " + problem.round() + ")");
    }
}
