package dev.fedmoe.core.alignment;

import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.DoubleFunction;

/** The alignment policies a job can name. */
public final class PolicyRegistry {
    /** Each made with the slack it may leave between an expert's holders and an even share; most have no use for it. */
    private static final TreeMap<String, DoubleFunction<Aligner>> BY_NAME = new TreeMap<>(Map.of(
            "Random",
            slack -> new RandomAligner(),
            "RoundRobin",
            slack -> new RoundRobinAligner(),
            "Greedy",
            slack -> new GreedyAligner(),
            "FitnessAndLoad",
            FitnessAndLoadAligner::balanced,
            "BoundedLoad",
            BoundedLoadAligner::new,
            "CompletedFitness",
            CompletedFitnessAligner::new,
            "Coverage",
            slack -> new CoverageAligner()));

    private PolicyRegistry() {}

    /** Throws with the known names in the message when there is no such policy. */
    public static Aligner named(String name, double slack) {
        var policy = BY_NAME.get(name);
        if (policy == null) {
            throw new IllegalArgumentException(
                    "no alignment policy '" + name + "'. Maybe one of " + String.join(", ", names()) + ".");
        }
        return policy.apply(slack);
    }

    /** For a job that names none. Balanced's is the one that gave up neither accuracy in the quickstart: see docs/benchmarks.md. */
    public static String defaultOf(AlignmentObjective objective) {
        if (objective == AlignmentObjective.GLOBAL) {
            return "Coverage";
        }
        return objective == AlignmentObjective.PERSONALIZED ? "CompletedFitness" : "FitnessAndLoad";
    }

    public static SortedSet<String> names() {
        return Collections.unmodifiableSortedSet(BY_NAME.navigableKeySet());
    }
}
