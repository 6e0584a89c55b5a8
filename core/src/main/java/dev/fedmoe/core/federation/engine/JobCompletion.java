package dev.fedmoe.core.federation.engine;

import dev.fedmoe.core.federation.EventReason;
import dev.fedmoe.core.federation.FederationEffect;
import dev.fedmoe.core.federation.FederationEffect.EndJob;
import dev.fedmoe.core.federation.FederationEffect.EndStream;
import dev.fedmoe.core.federation.FederationEffect.ExportModel;
import dev.fedmoe.core.federation.FederationEffect.Publish;
import dev.fedmoe.core.federation.FederationEffect.PushFinished;
import dev.fedmoe.core.federation.FederationEffect.WakeAt;
import dev.fedmoe.core.federation.FederationStage.Done;
import dev.fedmoe.core.federation.FederationStage.Exporting;
import dev.fedmoe.core.federation.FederationStage.Finishing;
import dev.fedmoe.core.federation.FederationState;
import dev.fedmoe.core.federation.Transition;
import dev.fedmoe.core.federation.client.FederationClient;
import dev.fedmoe.core.federation.knowledge.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The end of the job: the last score, the exported model, the farewell to the clients. */
record JobCompletion(FederationState state, Moment now) {
    Transition step(Finishing finishing) {
        long wait = isScoreAwaited() ? finishing.evaluateUntilNanos() - now.nanos() : 0;
        if (wait > 0) {
            String message = "waiting for the evaluator's score of round "
                    + state.committed().round();
            return Transition.to(
                    state.with(state.status().saying(message)), new WakeAt(finishing.evaluateUntilNanos()));
        }
        return exporting();
    }

    Transition step(Exporting exporting) {
        if (exporting.nextTryNanos().isEmpty()) {
            return Transition.to(state);
        }
        long next = exporting.nextTryNanos().getAsLong();
        return next - now.nanos() > 0 ? Transition.to(state, new WakeAt(next)) : exporting();
    }

    Transition exported(String path) {
        if (!(state.stage() instanceof Exporting)) {
            return Transition.to(state);
        }
        String message = state.completeMessage();
        var done = state.with(state.status().complete(message, path)).with(new Done());
        return Transition.to(
                        done,
                        new Publish(EventReason.COMPLETE, state.committed().round(), message))
                .and(farewells())
                .and(new EndJob());
    }

    Transition failed(String reason) {
        if (!(state.stage() instanceof Exporting exporting)
                || exporting.nextTryNanos().isPresent()) {
            return Transition.to(state);
        }
        var wait = state.retry().delay();
        String message = "the model cannot be written: " + reason + ". Trying again in " + wait.toSeconds()
                + " s. Maybe make room on the volume.";
        return Transition.to(state.with(state.retry().failed())
                .with(state.status().saying(message))
                .with(new Exporting(OptionalLong.of(now.nanos() + wait.toNanos()))));
    }

    private Transition exporting() {
        return Transition.to(
                state.with(new Exporting(OptionalLong.empty())),
                new ExportModel(state.committed().round(), state.metrics(), state.training()));
    }

    /** When nobody will give a score, none is waited for. */
    private boolean isScoreAwaited() {
        int newest = state.committed().round();
        return newest > 0 && state.roster().hasEvaluator() && state.scoredRound() < newest;
    }

    private List<FederationEffect> farewells() {
        var effects = new ArrayList<FederationEffect>();
        for (FederationClient client : state.clients().all()) {
            client.stream().ifPresent(stream -> {
                effects.add(new PushFinished(stream));
                effects.add(new EndStream(stream));
            });
        }
        return effects;
    }
}
