package dev.fedmoe.core.alignment;

import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;

/** The alignment policies a job can name. */
public final class Policies {
    /** For a job that names none. */
    public static final String DEFAULT = "FitnessAndLoad";

    private static final TreeMap<String, Aligner> BY_NAME = new TreeMap<>(Map.of(
            "Random",
            new RandomAligner(),
            "RoundRobin",
            new RoundRobinAligner(),
            "Greedy",
            new GreedyAligner(),
            "FitnessAndLoad",
            FitnessAndLoadAligner.EVEN));

    private Policies() {}

    /** Throws with the known names in the message when there is no such policy. */
    public static Aligner named(String name) {
        Aligner aligner = BY_NAME.get(name);
        if (aligner == null) {
            throw new IllegalArgumentException(
                    "no alignment policy '" + name + "'. Maybe one of " + String.join(", ", names()) + ".");
        }
        return aligner;
    }

    public static SortedSet<String> names() {
        return Collections.unmodifiableSortedSet(BY_NAME.navigableKeySet());
    }
}
