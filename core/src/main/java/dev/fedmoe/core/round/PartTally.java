package dev.fedmoe.core.round;

import dev.fedmoe.core.model.PartId;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/**
 * Who answers for one part.
 *
 * @param quorum answers without which the part keeps its weights
 * @param enough answers after which nobody need be waited for
 * @param closing empty while the part is open
 */
record PartTally(
        PartId part,
        ParticipantSet holders,
        ParticipantSet answered,
        int quorum,
        int enough,
        Optional<PartClosing> closing) {
    static PartTally open(PartId part, ParticipantSet holders, int quorum, int enough) {
        return new PartTally(part, holders, ParticipantSet.NONE, quorum, enough, Optional.empty());
    }

    boolean isHeldBy(int participant) {
        return holders.contains(participant);
    }

    boolean hasAnswerOf(int participant) {
        return answered.contains(participant);
    }

    boolean isClosed() {
        return closing.isPresent();
    }

    boolean isComplete() {
        return answered.size() == holders.size();
    }

    /** Nothing is worth waiting for: there are enough answers, or no holder is left that may still answer. */
    boolean isSettled(IntPredicate awaited) {
        int answers = answered.size();
        return (answers >= enough && answers >= quorum)
                || holders.without(answered).places().noneMatch(awaited);
    }

    PartTally withAnswerOf(int participant) {
        return new PartTally(part, holders, answered.with(participant), quorum, enough, closing);
    }

    PartTally closed(IntFunction<String> names) {
        int answers = answered.size();
        PartClosing verdict = answers >= quorum && answers > 0
                ? new PartClosing.Aggregate(
                        List.copyOf(answered.places().mapToObj(names).toList()))
                : new PartClosing.Keep(whyKept());
        return new PartTally(part, holders, answered, quorum, enough, Optional.of(verdict));
    }

    private String whyKept() {
        if (holders.size() == 0) {
            return "no client of this round holds " + part;
        }
        return answered.size() + " of " + holders.size() + " holders answered for " + part + ", its quorum is "
                + quorum;
    }
}
