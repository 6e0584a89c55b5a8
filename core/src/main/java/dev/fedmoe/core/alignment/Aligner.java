package dev.fedmoe.core.alignment;

/** Decides a round's assignment. Same problem, same plan: ties break by {@link AlignmentProblem#seed()}, never by chance. */
@FunctionalInterface
public interface Aligner {
    AlignmentPlan align(AlignmentProblem problem);
}
