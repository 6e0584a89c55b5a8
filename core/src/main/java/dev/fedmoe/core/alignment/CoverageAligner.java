package dev.fedmoe.core.alignment;

/**
 * Every expert sees the classes in the proportions of all, and as much of them as any other: what a gate needs that is to compare
 * experts across clients. Works on label sketches; with one bucket it balances load, without any it is round robin. The idea is our
 * own: affinity raises personal and lowers global accuracy, so fitness has no say here.
 */
final class CoverageAligner implements Aligner {
    @Override
    public AlignmentPlan align(AlignmentProblem problem) {
        return problem.learned().coverage().isEmpty()
                ? new RoundRobinAligner().align(problem)
                : new CoverageRound(new Board(problem), null).plan();
    }
}
