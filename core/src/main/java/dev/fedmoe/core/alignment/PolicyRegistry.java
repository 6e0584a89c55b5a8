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
        return AlignmentPolicy.named(name).aligner(slack);
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
