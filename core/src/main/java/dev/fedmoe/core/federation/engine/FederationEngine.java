package dev.fedmoe.core.federation.engine;

import dev.fedmoe.core.federation.FederationEvent;
import dev.fedmoe.core.federation.FederationEvent.ClientJoined;
import dev.fedmoe.core.federation.FederationEvent.ClientLost;
import dev.fedmoe.core.federation.FederationEvent.ClientSubscribed;
import dev.fedmoe.core.federation.FederationEvent.CommitFailed;
import dev.fedmoe.core.federation.FederationEvent.DesiredStateApplied;
import dev.fedmoe.core.federation.FederationEvent.EvaluationReported;
import dev.fedmoe.core.federation.FederationEvent.ExportFailed;
import dev.fedmoe.core.federation.FederationEvent.ModelExported;
import dev.fedmoe.core.federation.FederationEvent.PartDelivered;
import dev.fedmoe.core.federation.FederationEvent.PlanWriteFailed;
import dev.fedmoe.core.federation.FederationEvent.PlanWritten;
import dev.fedmoe.core.federation.FederationEvent.RoundCommitted;
import dev.fedmoe.core.federation.FederationStage.BetweenRounds;
import dev.fedmoe.core.federation.FederationStage.Committing;
import dev.fedmoe.core.federation.FederationStage.Exporting;
import dev.fedmoe.core.federation.FederationStage.Finishing;
import dev.fedmoe.core.federation.FederationStage.RoundOpen;
import dev.fedmoe.core.federation.FederationState;
import dev.fedmoe.core.federation.Transition;
import dev.fedmoe.core.federation.knowledge.Moment;

/** The coordinator's decisions: from a state and an event to the next state and what is to be done. */
public final class FederationEngine {
    /**
     * One step. The same state, event and moment give the same transition.
     *
     * @param now never before that of an earlier step
     */
    public Transition next(FederationState state, FederationEvent event, Moment now) {
        var handled = handled(state, event, now);
        var settled = settled(handled, now);
        return settled.then(then -> new EvaluationSchedule(then).offer());
    }

    /** Whatever needs no further event is done at once. */
    private static Transition settled(Transition handled, Moment now) {
        var before = handled;
        var after = handled.then(state -> step(state, now));
        while (!after.state().stage().getClass().equals(before.state().stage().getClass())) {
            before = after;
            after = after.then(state -> step(state, now));
        }
        return after;
    }

    private static Transition step(FederationState state, Moment now) {
        if (state.stage() instanceof BetweenRounds between) {
            return new RoundOpening(state, now).step(between);
        }
        if (state.stage() instanceof RoundOpen open) {
            return new RoundClosing(state, now).step(open);
        }
        if (state.stage() instanceof Committing committing) {
            return new RoundCommit(state, now).step(committing);
        }
        if (state.stage() instanceof Finishing finishing) {
            return new JobCompletion(state, now).step(finishing);
        }
        if (state.stage() instanceof Exporting exporting) {
            return new JobCompletion(state, now).step(exporting);
        }
        return Transition.to(state);
    }

    private static Transition handled(FederationState state, FederationEvent event, Moment now) {
        if (event instanceof DesiredStateApplied applied) {
            return new ClientMembership(state, now).applied(applied.desired());
        }
        if (event instanceof ClientJoined joined) {
            return new ClientMembership(state, now).joined(joined);
        }
        if (event instanceof ClientSubscribed subscribed) {
            return new ClientMembership(state, now).subscribed(subscribed);
        }
        if (event instanceof ClientLost lost) {
            return new ClientMembership(state, now).lost(lost);
        }
        if (event instanceof PartDelivered delivered) {
            return new UpdateAdmission(state, now).delivered(delivered);
        }
        if (event instanceof EvaluationReported reported) {
            return new EvaluationSchedule(state).reported(reported);
        }
        return written(state, event, now);
    }

    private static Transition written(FederationState state, FederationEvent event, Moment now) {
        if (event instanceof PlanWritten written) {
            return new UpdateAdmission(state, now).planWritten(written.opening());
        }
        if (event instanceof PlanWriteFailed failed) {
            return new RoundClosing(state, now).withdrawn(failed);
        }
        if (event instanceof RoundCommitted committed) {
            return new RoundCommit(state, now).committed(committed.model());
        }
        if (event instanceof CommitFailed failed) {
            return new RoundCommit(state, now).failed(failed);
        }
        if (event instanceof ModelExported exported) {
            return new JobCompletion(state, now).exported(exported.path());
        }
        if (event instanceof ExportFailed failed) {
            return new JobCompletion(state, now).failed(failed.reason());
        }
        return Transition.to(state);
    }
}
