package dev.fedmoe.controlplane.status;

import java.util.List;

/** Texts of bounded length, so that a status stays small however large the job. */
public final class BoundedText {
    /** Far below what the API allows; more is not read. */
    static final int LONGEST = 1024;

    private static final int NAMED = 5;

    private BoundedText() {}

    /** {@code a, b, c and 12 more}. */
    public static String names(List<String> names) {
        return names.size() <= NAMED
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, NAMED)) + " and " + (names.size() - NAMED) + " more";
    }

    /** {@code 1 slot}, {@code 2 slots}. */
    static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** Cut at {@value #LONGEST} characters. */
    static String bounded(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
