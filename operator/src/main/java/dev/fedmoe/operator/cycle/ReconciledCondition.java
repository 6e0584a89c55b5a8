package dev.fedmoe.operator.cycle;

import dev.fedmoe.controlplane.status.Conditions;
import dev.fedmoe.controlplane.status.JobReasons;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * A bug of the operator as its user sees it: the condition {@code Reconciled} is False while looks at an object end in an exception
 * that nobody expected, and absent otherwise.
 */
public final class ReconciledCondition {
    /** Of the exception's own words; the log has them all. */
    private static final int LONGEST_WORDS = 300;

    private ReconciledCondition() {}

    /** {@code before} with the bug; the same list when it tells of one of this kind already, so that a retry writes nothing. */
    static List<Condition> failed(List<Condition> before, Exception bug, Clock clock, long generation) {
        var kind = bug.getClass().getSimpleName();
        boolean told = find(before)
                .filter(c -> c.getReason().equals(JobReasons.INTERNAL_ERROR)
                        && c.getMessage().startsWith(kind)
                        && c.getObservedGeneration() == generation)
                .isPresent();
        return told
                ? before
                : Conditions.of(before, clock, generation)
                        .isFalse(JobReasons.RECONCILED, JobReasons.INTERNAL_ERROR, message(kind, bug))
                        .list();
    }

    /** As a look that ends well leaves them. */
    public static List<Condition> cleared(List<Condition> conditions) {
        return conditions.stream()
                .filter(c -> !c.getType().equals(JobReasons.RECONCILED))
                .toList();
    }

    private static Optional<Condition> find(List<Condition> conditions) {
        return conditions.stream()
                .filter(c -> c.getType().equals(JobReasons.RECONCILED))
                .findFirst();
    }

    private static String message(String kind, Exception bug) {
        return kind + words(bug) + ". The operator has a bug here and tries again; what runs goes on."
                + " Look at the operator's log and report what it says of " + kind;
    }

    /** Without what is no text, and without what differs from one try to the next. */
    private static String words(Exception bug) {
        if (bug.getMessage() == null || bug.getMessage().isBlank()) {
            return "";
        }
        var text = bug.getMessage()
                .replaceAll("@[0-9a-f]{4,16}\\b", "")
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .strip();
        return ": " + (text.length() <= LONGEST_WORDS ? text : text.substring(0, LONGEST_WORDS - 1) + "…");
    }
}
