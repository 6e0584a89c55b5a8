package dev.fedmoe.core.federation;

import dev.fedmoe.core.federation.client.JoinClaim;
import dev.fedmoe.core.federation.client.UpdateReport;
import dev.fedmoe.core.federation.client.WorkerProfile;
import dev.fedmoe.core.federation.knowledge.CommittedModel;
import dev.fedmoe.core.fitness.UpdateSketch;
import dev.fedmoe.core.job.state.DesiredState;
import dev.fedmoe.core.model.PartId;
import java.util.Optional;

/** Something that has happened outside. It carries all that the outside contributes, so that the same events give the same states. */
public sealed interface FederationEvent {
    /** Time has passed. */
    record Woken() implements FederationEvent {}

    /** The control side wants this; it is durable. */
    record DesiredStateApplied(DesiredState desired) implements FederationEvent {}

    record ClientJoined(String client, JoinClaim claim) implements FederationEvent {}

    /** The client listens on a task stream, whose number no other has had. */
    record ClientSubscribed(String client, String podUid, long stream) implements FederationEvent {}

    /** A task stream has ended. */
    record ClientLost(String client, long stream) implements FederationEvent {}

    /**
     * A part of an update has arrived whole.
     *
     * @param request is named by the answer
     * @param opening of the round it was sent for
     * @param sketch what it changes, of the shared part
     */
    record PartDelivered(
            long request, int opening, String client, PartId part, UpdateReport report, Optional<UpdateSketch> sketch)
            implements FederationEvent {}

    /** An evaluator has scored the committed model of {@code round}. */
    record EvaluationReported(String client, int round, long correct, long samples, WorkerProfile profile)
            implements FederationEvent {}

    record PlanWritten(int opening) implements FederationEvent {}

    record PlanWriteFailed(int opening, String reason) implements FederationEvent {}

    /** The round is durable. */
    record RoundCommitted(CommittedModel model) implements FederationEvent {}

    record CommitFailed(int opening, String reason) implements FederationEvent {}

    /** The model and the note of completion are durable. */
    record ModelExported(String path) implements FederationEvent {}

    record ExportFailed(String reason) implements FederationEvent {}
}
