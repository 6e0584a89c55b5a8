package dev.fedmoe.core.alignment;

/**
 * Deals the experts like cards: the clients in turn take the next ones, and each round begins one expert further, so that
 * every client meets every expert. Holders per expert differ by one at most.
 */
final class RoundRobinAligner implements Aligner {
    @Override
    public AlignmentPlan align(AlignmentProblem problem) {
        var board = new AssignmentBuilder(problem);
        int first = Math.floorMod(problem.round() - 1, board.experts);
        int dealt = 0;
        for (int c = 0; c < board.clients.size(); c++) {
            for (int i = 0; i < board.slots(c); i++) {
                board.give(c, (first + dealt++) % board.experts);
            }
        }
        return board.plan((c, e) -> "next in turn (round " + problem.round() + " begins at expert " + first + ")");
    }
}
