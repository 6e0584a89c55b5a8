package dev.fedmoe.core.placement;

/** Places all jobs of a pool at once. Same problem, same plan, whatever the order of its lists. */
@FunctionalInterface
public interface Placer {
    PlacementPlan place(PlacementProblem problem);
}
