package dev.fedmoe.operator.cycle;

import dev.fedmoe.operator.apply.ApplyFailedException;
import dev.fedmoe.operator.apply.ObjectApplier;
import dev.fedmoe.operator.leadership.Leadership;
import dev.fedmoe.operator.leadership.LeadershipEventSource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Runs the cycle of one kind of object: only while this replica leads, and with the memory of the look before. */
public final class CycleRunner<P extends HasMetadata, S, D, M> {
    private static final Logger log = Logger.getLogger(CycleRunner.class);
    private static final Duration SOONEST = Duration.ofMillis(200);
    private static final Duration UNTIL_COMPLETE = Duration.ofSeconds(1);

    private final ReconcileCycle<P, S, D, M> cycle;
    private final Leadership leadership;
    private final ObjectApplier applier;
    private final Clock clock;
    private volatile Map<ResourceID, M> memories = new ConcurrentHashMap<>();

    public CycleRunner(ReconcileCycle<P, S, D, M> cycle, Leadership leadership, ObjectApplier applier, Clock clock) {
        this.cycle = cycle;
        this.leadership = leadership;
        this.applier = applier;
        this.clock = clock;
    }

    public UpdateControl<P> reconcile(P primary, Context<P> context) {
        var id = ResourceID.fromResource(primary);
        if (primary.getMetadata().getDeletionTimestamp() != null) {
            gone(id);
            return UpdateControl.noUpdate();
        }
        if (!leadership.leads()) {
            return UpdateControl.noUpdate();
        }
        try {
            return look(id, primary, context);
        } finally {
            // Gone while it was being looked at: what that look began ends too.
            if (context.getPrimaryCache().get(id).isEmpty()) {
                gone(id);
            }
        }
    }

    private UpdateControl<P> look(ResourceID id, P primary, Context<P> context) {
        var current = memories;
        var memory = memory(current, id);
        var gathered = cycle.gather(primary, memory, context);
        if (gathered.isEmpty()) {
            return UpdateControl.<P>noUpdate().rescheduleAfter(UNTIL_COMPLETE);
        }
        var snapshot = gathered.get();
        var decision = cycle.decide(snapshot, memory);
        var applied = cycle.apply(snapshot, decision.plan(), context);
        var outcome = applied.leftToAnother() ? applied : applied.and(cycle.report(snapshot, decision.plan(), applied));
        current.put(id, cycle.remember(snapshot, decision, outcome));
        return next(outcome, decision.lookAgain());
    }

    /** Failures end in a retry with growing patience; a replica that leads no more has nothing to try. */
    private UpdateControl<P> next(WriteOutcome outcome, Optional<Instant> lookAgain) {
        if (outcome.failed() && !outcome.leftToAnother()) {
            throw outcome.failures().get(0);
        }
        var control = UpdateControl.<P>noUpdate();
        if (!outcome.leftToAnother()) {
            lookAgain
                    .map(at -> Duration.between(clock.instant(), at))
                    .map(wait -> wait.compareTo(SOONEST) < 0 ? SOONEST : wait)
                    .ifPresent(control::rescheduleAfter);
        }
        return control;
    }

    /** Shows an exception that nobody expected in the object's conditions. It is logged and tried again by the SDK. */
    public ErrorStatusUpdateControl<P> failed(P primary, Exception exception) {
        boolean expected = exception instanceof ApplyFailedException || exception instanceof KubernetesClientException;
        if (!expected && leadership.leads()) {
            show(primary, exception);
        }
        return ErrorStatusUpdateControl.noStatusUpdate();
    }

    private void show(P primary, Exception bug) {
        var id = ResourceID.fromResource(primary);
        var memory = memory(memories, id);
        // What was decided before a bug is nothing to go by.
        memories.remove(id);
        long generation = Objects.requireNonNullElse(primary.getMetadata().getGeneration(), 1L);
        try {
            var unusedAnswer = applier.applyStatus(
                    cycle.withConditions(
                            primary, memory, before -> ReconciledCondition.failed(before, bug, clock, generation)),
                    primary);
        } catch (ApplyFailedException e) {
            log.warnf("the condition of %s could not be written: %s", id, e.getMessage());
        }
    }

    /** What wakes every kind: an object that is gone, and the beginning of this replica's lead. */
    public List<EventSource<?, P>> sources(EventSourceContext<P> context) {
        leadership.listen(this::leads);
        return List.of(LeadershipEventSource.of(leadership, context), new DeletionEventSource<>(this::gone));
    }

    /** What was decided while another replica led is nothing to go by; a look that still runs keeps its memory to itself. */
    void leads(boolean leads) {
        if (!leads) {
            memories = new ConcurrentHashMap<>();
        }
    }

    private void gone(ResourceID primary) {
        memories.remove(primary);
        cycle.forget(primary);
    }

    private M memory(Map<ResourceID, M> from, ResourceID id) {
        return Objects.requireNonNullElseGet(from.get(id), cycle::blankMemory);
    }
}
