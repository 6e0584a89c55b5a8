package dev.fedmoe.core.federation.engine;

import dev.fedmoe.core.federation.FederationEffect.OpenRoom;
import dev.fedmoe.core.federation.FederationEffect.PushTraining;
import dev.fedmoe.core.federation.FederationEffect.WakeAt;
import dev.fedmoe.core.federation.FederationStage.BetweenRounds;
import dev.fedmoe.core.federation.FederationStage.Finishing;
import dev.fedmoe.core.federation.FederationStage.RoundOpen;
import dev.fedmoe.core.federation.FederationState;
import dev.fedmoe.core.federation.Transition;
import dev.fedmoe.core.federation.knowledge.Moment;
import dev.fedmoe.core.federation.planning.NextStep;
import dev.fedmoe.core.federation.planning.NextStep.Between;
import dev.fedmoe.core.federation.planning.NextStep.Goal;
import dev.fedmoe.core.federation.planning.NextStep.Waits;
import dev.fedmoe.core.federation.planning.PlannedRound;
import dev.fedmoe.core.federation.planning.RoundPlanner;
import dev.fedmoe.core.federation.rounds.OpenRound;
import dev.fedmoe.core.federation.rounds.RoundUpdates;
import dev.fedmoe.core.round.Round;
import dev.fedmoe.core.round.RoundRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Between two rounds: waits, finishes, or aligns and opens the next one. */
record RoundOpening(FederationState state, Moment now) {
    Transition step(BetweenRounds between) {
        NextStep next = NextStep.decide(gathered());
        if (next instanceof NextStep.Rest rest) {
            var resting = Transition.to(state.with(state.status().saying(rest.phase(), rest.why())));
            return rest.nanos() > 0 ? resting.and(new WakeAt(now.nanos() + rest.nanos())) : resting;
        }
        if (next instanceof NextStep.Finish finish) {
            long until = now.nanos() + state.run().limits().finalEvaluation().toNanos();
            return Transition.to(state.with(state.status().saying(finish.why())).with(new Finishing(until)));
        }
        return open(between);
    }

    private Between gathered() {
        var live = state.clients().live(state.roster());
        var missing = new ArrayList<>(state.roster().trainers().keySet());
        missing.removeAll(live);
        return new Between(
                goal(),
                state.desired().suspended(),
                live.size(),
                List.copyOf(missing),
                new Waits(
                        state.run().joinNanos(now.nanos()),
                        Math.max(0, state.retry().nextTryNanos() - now.nanos()),
                        state.retry().trouble()));
    }

    private Goal goal() {
        var training = state.training();
        return new Goal(
                state.committed().round(),
                training.rounds(),
                training.target()
                        .filter(state.metrics()::reach)
                        .map(target -> target.metric() + " has reached " + target.value())
                        .orElse(""),
                training.round().quorum().minClients(),
                state.desired().committedRound());
    }

    private Transition open(BetweenRounds between) {
        int next = state.committed().round() + 1;
        var planner = new RoundPlanner(state.run(), state.training(), state.roster(), state.clients());
        var known = between.interrupted().filter(plan -> plan.round() == next);
        var planned = known.orElseGet(
                () -> planner.plan(state.committed(), state.retry().attempt()));
        var rules = planner.rules(state.trail().slowestAnswers(), state.retry().abandonedInARow());
        var trail = state.trail().opening();
        var round = opened(planned, rules, trail.opened());
        var opened = state.with(trail)
                .with(state.status().training(planned.plan(), planned.round()))
                .with(new RoundOpen(round, known.isPresent(), List.of()));
        return Transition.to(opened, new OpenRoom(round.opening(), planned, known.isPresent()))
                .and(tasks(round));
    }

    private OpenRound opened(PlannedRound planned, RoundRules rules, int opening) {
        var round = Round.open(planned.round(), state.run().experts(), planned.plan(), rules, now.nanos());
        var absent = new TreeSet<>(round.participants());
        absent.removeIf(state.clients()::isLive);
        var joinWindow = Duration.ofNanos(state.run().joinNanos(now.nanos()));
        return new OpenRound(
                opening,
                planned,
                state.training(),
                state.committed(),
                planned.plan().experts(),
                round.absent(absent, joinWindow, now.nanos()),
                RoundUpdates.NONE);
    }

    private List<PushTraining> tasks(OpenRound round) {
        long seed = state.run().job().seed();
        var tasks = new ArrayList<PushTraining>();
        for (String client : round.round().participants()) {
            state.clients().stream(client)
                    .ifPresent(stream -> tasks.add(new PushTraining(stream, round.task(client, seed, now.nanos()))));
        }
        return tasks;
    }
}
