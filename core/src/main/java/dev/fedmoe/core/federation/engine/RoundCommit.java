package dev.fedmoe.core.federation.engine;

import dev.fedmoe.core.federation.EventReason;
import dev.fedmoe.core.federation.FederationEffect;
import dev.fedmoe.core.federation.FederationEffect.CloseRoom;
import dev.fedmoe.core.federation.FederationEffect.Note;
import dev.fedmoe.core.federation.FederationEffect.Publish;
import dev.fedmoe.core.federation.FederationEffect.WakeAt;
import dev.fedmoe.core.federation.FederationEffect.WriteCommit;
import dev.fedmoe.core.federation.FederationEvent.CommitFailed;
import dev.fedmoe.core.federation.FederationStage.BetweenRounds;
import dev.fedmoe.core.federation.FederationStage.Committing;
import dev.fedmoe.core.federation.FederationState;
import dev.fedmoe.core.federation.Transition;
import dev.fedmoe.core.federation.knowledge.CommittedModel;
import dev.fedmoe.core.federation.knowledge.Moment;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** A closed round on its way to the volume, tried until it is there. */
record RoundCommit(FederationState state, Moment now) {
    /** Of so many commits one is told to people. */
    private static final int TOLD_EVERY = 10;

    Transition step(Committing committing) {
        if (committing.nextTryNanos().isEmpty()) {
            return Transition.to(state);
        }
        long next = committing.nextTryNanos().getAsLong();
        if (next - now.nanos() > 0) {
            return Transition.to(state, new WakeAt(next));
        }
        var again = new Committing(committing.round(), committing.record(), OptionalLong.empty());
        return Transition.to(
                state.with(again), new WriteCommit(committing.round().opening(), committing.record()));
    }

    Transition committed(CommittedModel model) {
        if (!(state.stage() instanceof Committing committing)
                || committing.round().number() != model.round()) {
            return Transition.to(state);
        }
        var facts = model.record().facts();
        var next = state.with(model)
                .with(state.retry().committed())
                .with(state.trail().committed(facts))
                .with(state.status().saying(""))
                .with(new BetweenRounds(Optional.empty()));
        return Transition.to(next, told(model), new CloseRoom(committing.round().opening(), true));
    }

    Transition failed(CommitFailed failed) {
        if (!(state.stage() instanceof Committing committing)
                || committing.nextTryNanos().isPresent()
                || committing.round().opening() != failed.opening()) {
            return Transition.to(state);
        }
        int number = committing.round().number();
        var wait = state.retry().delay();
        String message = "round " + number + " is not committed: " + failed.reason() + ". Trying again in "
                + wait.toSeconds() + " s; its updates are kept. Maybe make room on the volume.";
        var retrying =
                new Committing(committing.round(), committing.record(), OptionalLong.of(now.nanos() + wait.toNanos()));
        var next = Transition.to(state.with(retrying)
                .with(state.retry().failed())
                .with(state.status().saying(message)));
        return state.retry().failures() == 0 ? next.and(new Publish(EventReason.COMMIT_FAILED, number, message)) : next;
    }

    private static FederationEffect told(CommittedModel model) {
        var people = model.record().facts().people();
        var traffic = model.record().facts().traffic();
        String message = String.format(
                Locale.ROOT,
                "round %d: %d of %d clients, %.1f MB up, %.1f MB down",
                model.round(),
                people.reported(),
                people.planned(),
                traffic.upBytes() / 1e6,
                traffic.downBytes() / 1e6);
        boolean notable = model.round() % TOLD_EVERY == 0 || model.round() == 1;
        return notable
                ? new Publish(EventReason.ROUND_COMMITTED, model.round(), message)
                : new Note(EventReason.ROUND_COMMITTED, model.round(), message);
    }
}
