package dev.fedmoe.core.federation;

import dev.fedmoe.core.federation.knowledge.RoundRecord;
import dev.fedmoe.core.federation.planning.PlannedRound;
import dev.fedmoe.core.federation.rounds.OpenRound;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What the coordinator is about. */
public sealed interface FederationStage {
    /**
     * No round is open.
     *
     * @param interrupted the plan of the round that was open when the last coordinator ended, which is repeated
     */
    record BetweenRounds(Optional<PlannedRound> interrupted) implements FederationStage {}

    /**
     * Clients train.
     *
     * @param planWritten whether the plan is durable: nothing is counted before
     * @param waiting parts that arrived before it was, in their order
     */
    record RoundOpen(OpenRound round, boolean planWritten, List<FederationEvent.PartDelivered> waiting)
            implements FederationStage {
        public RoundOpen {
            waiting = List.copyOf(waiting);
        }
    }

    /**
     * The round is being committed.
     *
     * @param record what it adds
     * @param nextTryNanos when to try again after a failure; empty while a try is under way
     */
    record Committing(OpenRound round, RoundRecord record, OptionalLong nextTryNanos) implements FederationStage {}

    /** All rounds are committed; the evaluator's score of the last model is waited for until then. */
    record Finishing(long evaluateUntilNanos) implements FederationStage {}

    /**
     * The model is being written.
     *
     * @param nextTryNanos as of {@link Committing}
     */
    record Exporting(OptionalLong nextTryNanos) implements FederationStage {}

    /** The job is complete. */
    record Done() implements FederationStage {}
}
