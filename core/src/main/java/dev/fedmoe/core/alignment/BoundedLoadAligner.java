package dev.fedmoe.core.alignment;

/**
 * The most fitness there is within load bounds, found exactly; a pair nobody has tried is worth what its client and its expert
 * usually are. The idea of FLEX-MoE, arXiv 2512.23070, which has no completion either.
 *
 * @param slack how far an expert's holders may stray from an even share, at least 0
 */
record BoundedLoadAligner(double slack) implements Aligner {
    @Override
    public AlignmentPlan align(AlignmentProblem problem) {
        var board = new AssignmentBuilder(problem);
        return new AlignmentMatching(board, FitnessEstimate.of(board.clients, board.experts), slack).plan();
    }
}
