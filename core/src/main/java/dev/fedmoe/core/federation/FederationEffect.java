package dev.fedmoe.core.federation;

import dev.fedmoe.core.federation.knowledge.JobMetrics;
import dev.fedmoe.core.federation.knowledge.RoundRecord;
import dev.fedmoe.core.federation.planning.PlannedRound;
import dev.fedmoe.core.federation.rounds.AggregationWeights;
import dev.fedmoe.core.federation.rounds.TrainingTask;
import dev.fedmoe.core.job.training.TrainingSpec;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.core.round.PartAdmission;
import dev.fedmoe.core.round.PartClosing;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Something to be done outside. Effects are begun in their order; those that can fail are answered by an event. */
public sealed interface FederationEffect {
    /**
     * Makes room for a round's updates and, unless it is durable already, writes its plan. {@link FederationEvent.PlanWritten} or
     * {@link FederationEvent.PlanWriteFailed} tells the end of it.
     */
    record OpenRoom(int opening, PlannedRound planned, boolean planWritten) implements FederationEffect {}

    /** Begins to make the next version of a part that has closed. A failure shows when the round is committed. */
    record FoldPart(int opening, PartId part, PartClosing closing, AggregationWeights weights)
            implements FederationEffect {}

    /**
     * Waits for the folds, repeats those that have failed, and commits. {@link FederationEvent.RoundCommitted} or
     * {@link FederationEvent.CommitFailed} tells the end of it.
     */
    record WriteCommit(int opening, RoundRecord record) implements FederationEffect {}

    /** Forgets a round's updates; after its commit, older commits are pruned too. */
    record CloseRoom(int opening, boolean committed) implements FederationEffect {}

    /** {@link FederationEvent.ModelExported} or {@link FederationEvent.ExportFailed} tells the end of it. */
    record ExportModel(int round, JobMetrics metrics, TrainingSpec training) implements FederationEffect {}

    /** The job is complete, and whoever waits for it may go. */
    record EndJob() implements FederationEffect {}

    /** Tells an event after so long; an earlier alarm is off. */
    record WakeAt(long nanos) implements FederationEffect {}

    record PushTraining(long stream, TrainingTask task) implements FederationEffect {}

    /** Asks an evaluator for a score of a committed model, which has to be kept until it has answered. */
    record PushEvaluation(long stream, int round, SortedMap<PartId, Integer> versions) implements FederationEffect {
        public PushEvaluation {
            versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
        }
    }

    /** Tells a client that no more of its update is wanted. */
    record PushClosed(long stream, int round, String reason) implements FederationEffect {}

    /** Tells a client that nothing more will come. */
    record PushFinished(long stream) implements FederationEffect {}

    record EndStream(long stream) implements FederationEffect {}

    /** Answers {@link FederationEvent.PartDelivered}. */
    record AnswerDelivery(long request, DeliveryAnswer answer) implements FederationEffect {}

    /** Tells people, in the log and to who watches. */
    record Publish(EventReason reason, int round, String message) implements FederationEffect {}

    /** Tells the log alone. */
    record Note(EventReason reason, int round, String message) implements FederationEffect {}

    /** What became of a delivered part. */
    sealed interface DeliveryAnswer {
        /** It counts if it was wanted, or did so before if it is settled. */
        record Decided(PartAdmission admission) implements DeliveryAnswer {}

        /** Its round is over. */
        record TooLate() implements DeliveryAnswer {}

        /** The plan cannot be made durable, so nothing of the round counts. */
        record Unplanned(String reason) implements DeliveryAnswer {}
    }
}
