package dev.fedmoe.core.alignment;

/**
 * Every expert sees the classes in the proportions of all, and as much of them as any other: what a gate needs that is to compare
 * experts across clients. Works on label sketches; when no client of the round has one it deals in turns, which brings every client to
 * every expert. The idea is our own: affinity raises personal and lowers global accuracy, so fitness has no say here.
 */
final class CoverageAligner implements Aligner {
    @Override
    public AlignmentPlan align(AlignmentProblem problem) {
        boolean told =
                problem.clients().stream().anyMatch(client -> !client.sketch().isEmpty());
        return told
                ? new CoverageAlignment(new AssignmentBuilder(problem), null).plan()
                : new RoundRobinAligner().align(problem);
    }
}
