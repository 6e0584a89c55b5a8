package dev.fedmoe.core.federation.engine;

import dev.fedmoe.core.federation.EventReason;
import dev.fedmoe.core.federation.FederationEffect.EndStream;
import dev.fedmoe.core.federation.FederationEffect.Note;
import dev.fedmoe.core.federation.FederationEffect.Publish;
import dev.fedmoe.core.federation.FederationEffect.PushFinished;
import dev.fedmoe.core.federation.FederationEffect.PushTraining;
import dev.fedmoe.core.federation.FederationEvent.ClientJoined;
import dev.fedmoe.core.federation.FederationEvent.ClientLost;
import dev.fedmoe.core.federation.FederationEvent.ClientSubscribed;
import dev.fedmoe.core.federation.FederationState;
import dev.fedmoe.core.federation.Transition;
import dev.fedmoe.core.federation.client.FederationClient;
import dev.fedmoe.core.federation.knowledge.Moment;
import dev.fedmoe.core.job.state.DesiredState;
import dev.fedmoe.core.job.state.Roster;

/** Who belongs to the job, and who listens. */
record ClientMembership(FederationState state, Moment now) {
    /**
     * The newest desired state is in force. Clients taken off the roster are waited for no longer; one whose pod was replaced may
     * answer from the new one.
     */
    Transition applied(DesiredState desired) {
        if (state.isOutdated(desired)) {
            return Transition.to(state);
        }
        var next = Transition.to(state.with(desired));
        for (FederationClient client : state.clients().all()) {
            if (!isOf(desired.roster(), client)) {
                next = next.then(then -> new ClientMembership(then, now).dismissed(client));
            }
        }
        return next.then(then -> Transition.to(then.withRound(round -> {
            var attended = round.round();
            for (String client : attended.participants()) {
                if (desired.roster().find(client).isEmpty()) {
                    attended = attended.left(client);
                }
            }
            return round.with(attended);
        })));
    }

    Transition joined(ClientJoined joined) {
        boolean known = state.clients().find(joined.client()).isPresent();
        var claim = joined.claim();
        var next = Transition.to(state.with(state.clients().joined(joined.client(), claim)));
        return known
                ? next
                : next.and(new Note(
                        EventReason.CLIENT_JOINED,
                        state.committed().round(),
                        joined.client() + " joins as " + claim.role() + " with " + claim.trainingSamples()
                                + " training samples"));
    }

    /** The client listens: whatever it should be doing is pushed at once. */
    Transition subscribed(ClientSubscribed subscribed) {
        String client = subscribed.client();
        var known = state.clients().find(client);
        if (known.isEmpty()) {
            return Transition.to(state, new EndStream(subscribed.stream()));
        }
        var listening = state.clients().change(client, c -> c.listening(subscribed.stream(), subscribed.podUid()));
        var next = ended(known.get())
                .then(then -> Transition.to(new EvaluationSchedule(then.with(listening)).released(client)));
        if (state.isDone()) {
            return next.and(new PushFinished(subscribed.stream())).and(new EndStream(subscribed.stream()));
        }
        return next.then(then -> new ClientMembership(then, now).resumed(client, subscribed.stream()));
    }

    /** The stream has ended. One that a newer stream has replaced means nothing. */
    Transition lost(ClientLost lost) {
        String client = lost.client();
        if (state.clients().find(client).filter(c -> c.listensOn(lost.stream())).isEmpty()) {
            return Transition.to(state);
        }
        var silent = silent(client);
        if (silent.isDone()) {
            return Transition.to(silent);
        }
        if (state.desired().suspended() && state.openRound().isEmpty()) {
            return Transition.to(silent);
        }
        return Transition.to(
                silent,
                new Publish(EventReason.CLIENT_LOST, state.status().planRound(), client + " has lost its connection"));
    }

    private Transition resumed(String client, long stream) {
        var back = state.withRound(round -> round.with(round.round().returned(client)));
        long seed = state.run().job().seed();
        return back.openRound()
                .filter(round -> round.round().wantsMoreOf(client))
                .map(round -> Transition.to(back, new PushTraining(stream, round.task(client, seed, now.nanos()))))
                .orElseGet(() -> Transition.to(back));
    }

    private Transition dismissed(FederationClient client) {
        return ended(client).then(then -> Transition.to(new ClientMembership(then, now).silent(client.name())));
    }

    private Transition ended(FederationClient client) {
        return client.isLive()
                ? Transition.to(state, new EndStream(client.stream().getAsLong()))
                : Transition.to(state);
    }

    private FederationState silent(String client) {
        var silent = state.with(state.clients().change(client, FederationClient::silent))
                .withRound(round -> round.with(round.round().lost(client, now.nanos())));
        return new EvaluationSchedule(silent).released(client);
    }

    /** False when the client was taken off, or belongs to another pod than the one that listens. */
    private static boolean isOf(Roster roster, FederationClient client) {
        return roster.find(client.name())
                .filter(entry -> entry.podUid().isEmpty()
                        || !client.isLive()
                        || entry.podUid().get().equals(client.podUid()))
                .isPresent();
    }
}
