package dev.fedmoe.core.federation.engine;

import dev.fedmoe.core.federation.EventReason;
import dev.fedmoe.core.federation.FederationEffect;
import dev.fedmoe.core.federation.FederationEffect.AnswerDelivery;
import dev.fedmoe.core.federation.FederationEffect.CloseRoom;
import dev.fedmoe.core.federation.FederationEffect.DeliveryAnswer;
import dev.fedmoe.core.federation.FederationEffect.FoldPart;
import dev.fedmoe.core.federation.FederationEffect.Note;
import dev.fedmoe.core.federation.FederationEffect.Publish;
import dev.fedmoe.core.federation.FederationEffect.PushClosed;
import dev.fedmoe.core.federation.FederationEffect.WakeAt;
import dev.fedmoe.core.federation.FederationEffect.WriteCommit;
import dev.fedmoe.core.federation.FederationEvent.PlanWriteFailed;
import dev.fedmoe.core.federation.FederationStage.BetweenRounds;
import dev.fedmoe.core.federation.FederationStage.Committing;
import dev.fedmoe.core.federation.FederationStage.RoundOpen;
import dev.fedmoe.core.federation.FederationState;
import dev.fedmoe.core.federation.Transition;
import dev.fedmoe.core.federation.knowledge.Moment;
import dev.fedmoe.core.federation.rounds.AggregationWeights;
import dev.fedmoe.core.federation.rounds.OpenRound;
import dev.fedmoe.core.federation.rounds.RoundLearning;
import dev.fedmoe.core.round.ClosedParts;
import dev.fedmoe.core.round.PartClosing;
import dev.fedmoe.core.round.RoundOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The end of an open round: part by part, then as a whole. */
record RoundClosing(FederationState state, Moment now) {
    Transition step(RoundOpen open) {
        var closed = open.round().round().close(now.nanos());
        var round = open.round().with(closed.round());
        var after = Transition.to(state.with(new RoundOpen(round, open.planWritten(), open.waiting())))
                .and(folds(round, closed));
        var outcome = closed.round().outcome();
        if (outcome.isEmpty()) {
            return after.and(new WakeAt(closed.round().nextCloseNanos(now.nanos())));
        }
        if (outcome.get() instanceof RoundOutcome.Reported reported) {
            return after.then(then -> new RoundClosing(then, now).reported(round, reported));
        }
        var abandoned = (RoundOutcome.Abandoned) outcome.get();
        return after.then(then -> new RoundClosing(then, now).abandoned(round, abandoned.reason()));
    }

    /** The plan could not be written: nothing of the round counts. */
    Transition withdrawn(PlanWriteFailed failed) {
        if (!(state.stage() instanceof RoundOpen open) || open.round().opening() != failed.opening()) {
            return Transition.to(state);
        }
        int number = open.round().number();
        String reason = "the plan of round " + number + " cannot be written: " + failed.reason()
                + ". Maybe make room on the volume.";
        var unplanned = new DeliveryAnswer.Unplanned(failed.reason());
        var ended = Transition.to(state).and(answers(open, unplanned)).then(then -> new RoundClosing(then, now)
                .given(open.round(), reason));
        return state.retry().failures() == 0 ? ended.and(new Publish(EventReason.PLAN_FAILED, number, reason)) : ended;
    }

    private Transition reported(OpenRound round, RoundOutcome.Reported outcome) {
        var traffic = state.trail().traffic(now.servedBytes());
        var lesson =
                new RoundLearning(state.run(), round, state.metrics()).learn(outcome.closings(), traffic, now.nanos());
        var closed = state.with(lesson.metrics())
                .with(state.trail().closed(now.servedBytes()))
                .with(new Committing(round, lesson.record(), OptionalLong.empty()));
        return new RoundClosing(closed, now)
                .told(round, "its updates are in; the round is being committed")
                .and(new WriteCommit(round.opening(), lesson.record()));
    }

    private Transition abandoned(OpenRound round, String reason) {
        List<AnswerDelivery> late =
                state.stage() instanceof RoundOpen open ? answers(open, new DeliveryAnswer.TooLate()) : List.of();
        var tried = state.with(state.retry().abandoned(round.planned().attempt()));
        return Transition.to(tried, new Publish(EventReason.ROUND_ABANDONED, round.number(), reason))
                .and(late)
                .then(then -> new RoundClosing(then, now).given(round, reason));
    }

    /** Gives the round up and lets the next one wait. */
    private Transition given(OpenRound round, String reason) {
        var next = state.with(new BetweenRounds(Optional.empty()))
                .with(state.retry().failed(reason, now.nanos()));
        return new RoundClosing(next, now).told(round, reason).and(new CloseRoom(round.opening(), false));
    }

    private List<FederationEffect> folds(OpenRound round, ClosedParts closed) {
        var weights = new AggregationWeights(
                state.run().experts(),
                state.run().job().aggregation().maxSamplesPerClient(),
                round.updates().reports());
        var effects = new ArrayList<FederationEffect>();
        closed.closings().forEach((part, closing) -> {
            effects.add(new FoldPart(round.opening(), part, closing, weights));
            if (closing instanceof PartClosing.Keep keep && part.isExpert()) {
                effects.add(new Note(EventReason.EXPERT_KEPT, round.number(), keep.reason()));
            }
        });
        return effects;
    }

    /** Everybody's answer is noted, and who has not sent all is told that no more is wanted. */
    private Transition told(OpenRound round, String reason) {
        var clients = state.clients();
        var effects = new ArrayList<FederationEffect>();
        for (String client : round.round().participants()) {
            boolean inTime = round.round().hasAllOf(client);
            clients = clients.change(client, known -> known.afterRound(inTime));
            if (!inTime) {
                clients.stream(client).ifPresent(stream -> effects.add(new PushClosed(stream, round.number(), reason)));
            }
        }
        return Transition.to(state.with(clients)).and(effects);
    }

    private static List<AnswerDelivery> answers(RoundOpen open, DeliveryAnswer answer) {
        return open.waiting().stream()
                .map(delivered -> new AnswerDelivery(delivered.request(), answer))
                .toList();
    }
}
