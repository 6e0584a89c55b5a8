package dev.fedmoe.core.federation.engine;

import dev.fedmoe.core.federation.FederationEffect.AnswerDelivery;
import dev.fedmoe.core.federation.FederationEffect.DeliveryAnswer;
import dev.fedmoe.core.federation.FederationEvent.PartDelivered;
import dev.fedmoe.core.federation.FederationStage.RoundOpen;
import dev.fedmoe.core.federation.FederationState;
import dev.fedmoe.core.federation.Transition;
import dev.fedmoe.core.federation.knowledge.Moment;
import dev.fedmoe.core.federation.rounds.OpenRound;
import dev.fedmoe.core.round.PartAdmission;
import java.util.ArrayList;
import java.util.List;

/** Counts delivered parts, each at most once, and none before the round's plan is durable. */
record UpdateAdmission(FederationState state, Moment now) {
    Transition delivered(PartDelivered part) {
        if (!(state.stage() instanceof RoundOpen open) || open.round().opening() != part.opening()) {
            return Transition.to(state, new AnswerDelivery(part.request(), new DeliveryAnswer.TooLate()));
        }
        if (!open.planWritten()) {
            var waiting = new ArrayList<>(open.waiting());
            waiting.add(part);
            return Transition.to(state.with(new RoundOpen(open.round(), false, waiting)));
        }
        return counted(open, part);
    }

    Transition planWritten(int opening) {
        if (!(state.stage() instanceof RoundOpen open) || open.round().opening() != opening) {
            return Transition.to(state);
        }
        var next = Transition.to(state.with(new RoundOpen(open.round(), true, List.of())));
        for (PartDelivered part : open.waiting()) {
            next = next.then(then -> new UpdateAdmission(then, now).delivered(part));
        }
        return next;
    }

    private Transition counted(RoundOpen open, PartDelivered part) {
        var admission = open.round().round().admit(part.client(), part.part());
        var next = state;
        if (admission == PartAdmission.WANTED) {
            var round = open.round().accepted(part.client(), part.part(), part.report(), part.sketch(), now.nanos());
            next = measured(next.with(new RoundOpen(round, true, open.waiting())), round, part);
        }
        if (admission == PartAdmission.WANTED || admission == PartAdmission.SETTLED) {
            long bytes = state.run().manifest().part(part.part()).sizeBytes();
            next = next.with(next.trail().received(bytes));
        }
        return Transition.to(next, new AnswerDelivery(part.request(), new DeliveryAnswer.Decided(admission)));
    }

    /** A client that has sent all has measured itself anew. */
    private static FederationState measured(FederationState state, OpenRound round, PartDelivered part) {
        return round.round().hasAllOf(part.client())
                ? state.with(state.clients()
                        .change(
                                part.client(),
                                client -> client.withProfile(part.report().profile())))
                : state;
    }
}
