package dev.fedmoe.operator.pool;

import dev.fedmoe.core.placement.StickyPlacer;
import dev.fedmoe.crds.pool.EdgeClientPool;
import dev.fedmoe.operator.DeletionTracker;
import dev.fedmoe.operator.apply.ApplyFailedException;
import dev.fedmoe.operator.apply.ApplyFailedException.Why;
import dev.fedmoe.operator.leadership.Leadership;
import dev.fedmoe.operator.link.CoordinatorLinks;
import io.fabric8.kubernetes.api.model.Pod;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.rate.RateLimited;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One pool: which nodes are its clients, what they can do, and which job gets what of them. */
@ControllerConfiguration(
        name = "edgeclientpool",
        maxReconciliationInterval = @MaxReconciliationInterval(interval = 60, timeUnit = TimeUnit.SECONDS))
@GradualRetry(maxAttempts = -1, initialInterval = 1000, maxInterval = 30_000)
@RateLimited(maxReconciliations = 1, within = 500, unit = TimeUnit.MILLISECONDS)
public class PoolReconciler implements Reconciler<EdgeClientPool> {
    private static final Duration UNTIL_COMPLETE = Duration.ofSeconds(1);
    private static final Duration WHILE_HELD = Duration.ofSeconds(5);

    private final Leadership leadership;
    private final CoordinatorLinks coordinators;
    private final PlacementRegistry board;
    private final PoolWriter writer;
    private final StrandedPods stranded;
    private final Clock clock;
    private final PoolPlacement placing = new PoolPlacement(new StickyPlacer());
    private final Map<ResourceID, Memory> memories = new ConcurrentHashMap<>();
    private @Nullable PoolSources sources;

    /** What is remembered of a pool from one look to the next; losing it costs a few writes and half a minute of patience. */
    private record Memory(PlacementFreeze holds, ClientStatusPacing pace) {}

    @Inject
    PoolReconciler(
            Leadership leadership,
            CoordinatorLinks coordinators,
            PlacementRegistry board,
            PoolWriter writer,
            StrandedPods stranded,
            Clock clock) {
        this.leadership = leadership;
        this.coordinators = coordinators;
        this.board = board;
        this.writer = writer;
        this.stranded = stranded;
        this.clock = clock;
    }

    @Override
    public UpdateControl<EdgeClientPool> reconcile(EdgeClientPool pool, Context<EdgeClientPool> context) {
        var id = ResourceID.fromResource(pool);
        if (pool.getMetadata().getDeletionTimestamp() != null) {
            gone(id);
            return UpdateControl.noUpdate();
        }
        if (!leadership.leads()) {
            return UpdateControl.noUpdate();
        }
        if (!Objects.requireNonNull(sources).areComplete()) {
            return UpdateControl.<EdgeClientPool>noUpdate().rescheduleAfter(UNTIL_COMPLETE);
        }
        try {
            return look(pool);
        } finally {
            // Gone while it was being looked at: what that look told ends too.
            if (context.getPrimaryCache().get(id).isEmpty()) {
                gone(id);
            }
        }
    }

    private UpdateControl<EdgeClientPool> look(EdgeClientPool pool) {
        var id = ResourceID.fromResource(pool);
        var memory = memories.computeIfAbsent(id, p -> new Memory(new PlacementFreeze(), new ClientStatusPacing()));
        var now = clock.instant();
        var seen = new PoolGatherer(Objects.requireNonNull(sources), coordinators).gather(pool);
        var plan = placing.place(seen, memory.holds, now);
        publish(id, plan);
        var failures = new ArrayList<>(writer.apply(plan));
        // What was not made is not told: neither a status of it nor an event.
        if (!leftToAnother(failures)) {
            failures.addAll(report(plan, memory.pace));
        }
        return after(failures, lookAgain(plan, memory.pace, now));
    }

    /** For a status that must wait, and for a client that may come back. */
    private static Optional<Duration> lookAgain(PoolPlan plan, ClientStatusPacing pace, Instant now) {
        var held = plan.held().isEmpty() ? Stream.<Duration>empty() : Stream.of(WHILE_HELD);
        var due = pace.due().map(t -> Duration.between(now, t)).stream();
        return Stream.concat(held, due).min(Comparator.naturalOrder());
    }

    private void gone(ResourceID pool) {
        memories.remove(pool);
        board.post(pool, List.of(), Map.of());
    }

    private static boolean leftToAnother(List<ApplyFailedException> failures) {
        return failures.stream().anyMatch(f -> f.why() == Why.NOT_LEADING);
    }

    /** Failures end in a retry with growing patience; a replica that leads no more has nothing to try. */
    private static UpdateControl<EdgeClientPool> after(List<ApplyFailedException> failures, Optional<Duration> again) {
        if (leftToAnother(failures)) {
            return UpdateControl.noUpdate();
        }
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
        var control = UpdateControl.<EdgeClientPool>noUpdate();
        again.ifPresent(control::rescheduleAfter);
        return control;
    }

    private void publish(ResourceID pool, PoolPlan plan) {
        var words = new ClientStatusReport(plan.seen().pool(), clock);
        plan.prospects().forEach(words::enter);
        board.post(
                pool,
                plan.prospects().stream().map(NodeCandidate::client).toList(),
                plan.placements().entrySet().stream()
                        .collect(Collectors.toMap(
                                e -> PoolGatherer.job(plan.seen().pool(), e.getKey()), Map.Entry::getValue)));
    }

    private List<ApplyFailedException> report(PoolPlan plan, ClientStatusPacing pace) {
        var now = clock.instant();
        pace.begin(plan.seen(), now);
        pace.keep(plan.prospects().stream().map(NodeCandidate::name).collect(Collectors.toSet()));
        return writer.report(plan, new PoolReport(clock).of(plan), pace, now);
    }

    @Override
    public List<EventSource<?, EdgeClientPool>> prepareEventSources(EventSourceContext<EdgeClientPool> context) {
        var wakes = new EventCoalescer(pool -> Objects.requireNonNull(sources).wake(pool));
        sources = new PoolSources(context, pod -> podChanged(pod, wakes));
        coordinators.listen(job -> Objects.requireNonNull(sources).poolOf(job).forEach(wakes::soon));
        leadership.listen(this::leads);
        stranded.watch(sources);
        var all = new ArrayList<>(sources.list());
        all.add(new DeletionTracker<>(this::gone));
        return all;
    }

    private void podChanged(Pod pod, EventCoalescer wakes) {
        if (!PlacedPods.node(pod).isEmpty()) {
            Objects.requireNonNull(sources).poolsOf(PlacedPods.node(pod)).forEach(wakes::soon);
        }
    }

    /** What was decided while another replica led is nothing to go by. */
    private void leads(boolean leads) {
        if (leads) {
            Objects.requireNonNull(sources).wakeAll();
        } else {
            memories.clear();
            board.clear();
        }
    }
}
