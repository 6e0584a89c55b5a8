package dev.fedmoe.core.federation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.core.federation.FederationEffect;
import dev.fedmoe.core.federation.FederationEffect.AnswerDelivery;
import dev.fedmoe.core.federation.FederationEffect.DeliveryAnswer.Decided;
import dev.fedmoe.core.federation.FederationEffect.ExportModel;
import dev.fedmoe.core.federation.FederationEffect.FoldPart;
import dev.fedmoe.core.federation.FederationEffect.OpenRoom;
import dev.fedmoe.core.federation.FederationEffect.WriteCommit;
import dev.fedmoe.core.federation.FederationEvent;
import dev.fedmoe.core.federation.FederationEvent.CommitFailed;
import dev.fedmoe.core.federation.FederationEvent.DesiredStateApplied;
import dev.fedmoe.core.federation.FederationEvent.ExportFailed;
import dev.fedmoe.core.federation.FederationEvent.ModelExported;
import dev.fedmoe.core.federation.FederationEvent.PartDelivered;
import dev.fedmoe.core.federation.FederationEvent.PlanWriteFailed;
import dev.fedmoe.core.federation.FederationEvent.PlanWritten;
import dev.fedmoe.core.federation.FederationEvent.RoundCommitted;
import dev.fedmoe.core.federation.FederationEvent.Woken;
import dev.fedmoe.core.federation.FederationState;
import dev.fedmoe.core.federation.Transition;
import dev.fedmoe.core.federation.knowledge.Moment;
import dev.fedmoe.core.federation.planning.FederationRun;
import dev.fedmoe.core.federation.planning.WaitLimits;
import dev.fedmoe.core.federation.rounds.OpenRound;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.core.round.PartAdmission;
import dev.fedmoe.core.round.PartClosing;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A coordinator over a volume in memory. Effects wait until they are carried out, one by one, well or badly; a crash loses those
 * that wait, the events on their way and the state, and lets one writer of the old epoch go on.
 */
final class SimulatedFederation {
    private static final WaitLimits LIMITS =
            new WaitLimits(Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofSeconds(10));

    /** One step of the engine, to be replayed. */
    private record Step(FederationEvent event, Moment now, Transition made) {}

    /** An effect that waits, and what it needs of the state that asked for it. */
    private record Waiting(long epoch, FederationEffect effect, Optional<OpenRound> round) {}

    private final FederationEngine engine = new FederationEngine();
    private final DurableWorld volume;
    private final int rounds;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final List<Step> steps = new ArrayList<>();
    private final Map<Integer, Map<PartId, PartClosing>> folds = new HashMap<>();
    private final Map<Long, PartDelivered> asked = new HashMap<>();
    private final Set<List<Object>> wanted = new HashSet<>();
    private FederationState start;
    private FederationState state;
    private long nanos;
    private int most;

    SimulatedFederation(int rounds) {
        this.rounds = rounds;
        volume = new DurableWorld(run(1));
        start = volume.start(run(1));
        state = start;
    }

    FederationState state() {
        return state;
    }

    int committedRounds() {
        return volume.newest().round();
    }

    void after(Duration time) {
        nanos += time.toNanos();
        tell(new Woken());
    }

    void tell(FederationEvent event) {
        if (event instanceof DesiredStateApplied applied && !state.isOutdated(applied.desired())) {
            volume.apply(applied.desired());
        }
        if (event instanceof PartDelivered delivered) {
            asked.put(delivered.request(), delivered);
        }
        var now = new Moment(nanos, 0);
        var made = engine.next(state, event, now);
        steps.add(new Step(event, now, made));
        state = made.state();
        most = requireForward(most);
        made.effects().forEach(this::take);
    }

    /** Carries out the effect that has waited longest. */
    void carryOut(boolean well) {
        var next = waiting.poll();
        if (next != null) {
            carryOut(next, well);
        }
    }

    /** The process ends between two effects, and another begins. */
    void crash() {
        requireReplay();
        var late = waiting.poll();
        waiting.clear();
        folds.clear();
        asked.clear();
        wanted.clear();
        steps.clear();
        start = volume.start(run(state.run().epoch() + 1));
        state = start;
        assertThat(state.committed().round()).as("no committed round is lost").isGreaterThanOrEqualTo(most);
        if (late != null && late.effect() instanceof WriteCommit) {
            waiting.add(late);
        }
    }

    /** The same events lead to the same states and effects. */
    void requireReplay() {
        var replayed = start;
        for (Step step : steps) {
            var made = engine.next(replayed, step.event(), step.now());
            assertThat(made).isEqualTo(step.made());
            replayed = made.state();
        }
    }

    private int requireForward(int before) {
        int round = state.committed().round();
        assertThat(round).as("committed rounds never go back").isGreaterThanOrEqualTo(before);
        assertThat(round).as("a round is known only once it is durable").isLessThanOrEqualTo(committedRounds());
        return round;
    }

    private void take(FederationEffect effect) {
        if (effect instanceof AnswerDelivery answer) {
            requireOnce(answer);
        } else if (effect instanceof FoldPart fold) {
            var known = folds.computeIfAbsent(fold.opening(), opening -> new HashMap<>());
            assertThat(known.put(fold.part(), fold.closing()))
                    .as("a part closes once")
                    .isNull();
        } else if (effect instanceof OpenRoom || effect instanceof WriteCommit || effect instanceof ExportModel) {
            waiting.add(new Waiting(state.run().epoch(), effect, state.openRound()));
        }
    }

    private void requireOnce(AnswerDelivery answer) {
        var part = asked.remove(answer.request());
        assertThat(part).as("a delivery is answered once").isNotNull();
        if (answer.answer().equals(new Decided(PartAdmission.WANTED))) {
            assertThat(wanted.add(List.of(part.opening(), part.client(), part.part())))
                    .as("a part counts once")
                    .isTrue();
        }
    }

    private void carryOut(Waiting next, boolean well) {
        if (next.effect() instanceof OpenRoom open) {
            boolean written = well && (open.planWritten() || volume.write(next.epoch(), open.planned()));
            tell(written ? new PlanWritten(open.opening()) : new PlanWriteFailed(open.opening(), "full"));
        } else if (next.effect() instanceof WriteCommit write) {
            commit(next, write, well);
        } else {
            tell(well ? new ModelExported("model") : new ExportFailed("full"));
        }
    }

    private void commit(Waiting next, WriteCommit write, boolean well) {
        if (next.epoch() != state.run().epoch()) {
            assertThat(volume.commit(next.epoch(), next.round().orElseThrow(), write.record(), Map.of()))
                    .as("an epoch that is over commits nothing")
                    .isEmpty();
            return;
        }
        if (!well) {
            tell(new CommitFailed(write.opening(), "full"));
            return;
        }
        volume.commit(
                        next.epoch(),
                        next.round().orElseThrow(),
                        write.record(),
                        folds.getOrDefault(write.opening(), Map.of()))
                .ifPresent(model -> tell(new RoundCommitted(model)));
    }

    private FederationRun run(long epoch) {
        return FederationRun.of(EngineFixture.job(rounds), epoch, LIMITS, nanos);
    }
}
