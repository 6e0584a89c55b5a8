package dev.fedmoe.core.round;

import dev.fedmoe.core.model.PartId;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Who answers for one part. */
final class PartTally {
    private final PartId part;
    private final SortedSet<String> holders;
    private final SortedSet<String> answered = new TreeSet<>();
    private final int quorum;
    private final int enough;
    private @Nullable PartClosing closing;

    PartTally(PartId part, SortedSet<String> holders, int quorum, int enough) {
        this.part = part;
        this.holders = holders;
        this.quorum = quorum;
        this.enough = enough;
    }

    boolean heldBy(String client) {
        return holders.contains(client);
    }

    boolean hasAnswer(String client) {
        return answered.contains(client);
    }

    void answer(String client) {
        answered.add(client);
    }

    boolean isClosed() {
        return closing != null;
    }

    @Nullable PartClosing closing() {
        return closing;
    }

    boolean isComplete() {
        return answered.size() == holders.size();
    }

    /** Nothing worth waiting for: enough answers, or no holder left that may still answer. */
    boolean isSettled(Predicate<String> awaited) {
        return (answered.size() >= enough && answered.size() >= quorum)
                || holders.stream().noneMatch(holder -> awaited.test(holder) && !answered.contains(holder));
    }

    PartClosing close() {
        closing = answered.size() >= quorum && !answered.isEmpty()
                ? new PartClosing.Aggregate(List.copyOf(answered))
                : new PartClosing.Keep(whyKept());
        return closing;
    }

    private String whyKept() {
        if (holders.isEmpty()) {
            return "no client of this round holds " + part;
        }
        return answered.size() + " of " + holders.size() + " holders answered for " + part + ", its quorum is "
                + quorum;
    }
}
