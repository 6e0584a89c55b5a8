package dev.fedmoe.core.alignment;

import java.util.Arrays;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The alignment policies a job can name. */
public final class PolicyRegistry {
    private PolicyRegistry() {}

    /** Throws with the known names in the message when there is no such policy. */
    public static Aligner named(String name, double slack) {
        return Arrays.stream(AlignmentPolicy.values())
                .filter(policy -> policy.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no alignment policy '" + name + "'. Maybe one of " + String.join(", ", names()) + "."))
                .aligner(slack);
    }

    /** For a job that names none. */
    public static String defaultOf(AlignmentObjective objective) {
        return AlignmentPolicy.suited(objective).toString();
    }

    public static SortedSet<String> names() {
        return Collections.unmodifiableSortedSet(Arrays.stream(AlignmentPolicy.values())
                .map(AlignmentPolicy::toString)
                .collect(Collectors.toCollection(TreeSet::new)));
    }
}
