package dev.fedmoe.core.federation.engine;

import dev.fedmoe.core.federation.FederationEffect.PushEvaluation;
import dev.fedmoe.core.federation.FederationEvent.EvaluationReported;
import dev.fedmoe.core.federation.FederationState;
import dev.fedmoe.core.federation.Transition;
import dev.fedmoe.core.federation.knowledge.MetricReading;
import dev.fedmoe.core.job.state.RosterEntry;
import dev.fedmoe.core.job.training.MetricKind;

/** Which evaluator scores which model. One at a time each, always the newest: a slow evaluator skips rounds, it never delays one. */
record EvaluationSchedule(FederationState state) {
    /** Idle evaluators are asked for the newest model, when it is newer than what was scored. */
    Transition offer() {
        int newest = state.committed().round();
        if (newest <= Math.max(0, state.scoredRound()) || state.isDone()) {
            return Transition.to(state);
        }
        var next = Transition.to(state);
        for (RosterEntry entry : state.roster().entries().values()) {
            if (entry.isEvaluator() && isIdle(entry.client())) {
                next = next.then(then -> new EvaluationSchedule(then).asked(entry.client()));
            }
        }
        return next;
    }

    Transition reported(EvaluationReported report) {
        var idle = released(report.client());
        if (report.round() < 1 || report.round() > state.committed().round() || report.samples() < 1) {
            return Transition.to(idle);
        }
        var reading = MetricReading.of(
                MetricKind.GLOBAL, (double) report.correct() / report.samples(), report.round(), report.samples());
        var clients = idle.clients().change(report.client(), client -> client.withProfile(report.profile()));
        return Transition.to(idle.with(idle.metrics().with(reading)).with(clients));
    }

    /** The evaluator has answered, or is lost. */
    FederationState released(String client) {
        return state.withScoring(state.scoring().without(client));
    }

    private boolean isIdle(String client) {
        return state.clients().isLive(client) && !state.scoring().containsKey(client);
    }

    private Transition asked(String client) {
        var newest = state.committed();
        var scoring = state.withScoring(state.scoring().with(client, newest.round()));
        long stream = state.clients().stream(client).orElseThrow();
        return Transition.to(scoring, new PushEvaluation(stream, newest.round(), newest.versions()));
    }
}
