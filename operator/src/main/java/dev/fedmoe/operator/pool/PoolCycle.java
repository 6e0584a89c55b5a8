package dev.fedmoe.operator.pool;

import dev.fedmoe.core.placement.PlacementPlan.JobPlacement;
import dev.fedmoe.core.placement.StickyPlacer;
import dev.fedmoe.crds.client.EdgeClient;
import dev.fedmoe.crds.pool.EdgeClientPool;
import dev.fedmoe.crds.pool.EdgeClientPoolStatus;
import dev.fedmoe.operator.cycle.CycleDecision;
import dev.fedmoe.operator.cycle.ReconcileCycle;
import dev.fedmoe.operator.cycle.WriteOutcome;
import dev.fedmoe.operator.link.CoordinatorLinks;
import dev.fedmoe.operator.pool.observe.PoolEventSources;
import dev.fedmoe.operator.pool.observe.PoolGatherer;
import dev.fedmoe.operator.pool.observe.PoolSnapshot;
import dev.fedmoe.operator.pool.placement.NodeCandidate;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One look at a pool: its clients, their profiles, and the placement of all its jobs at once. */
@Singleton
class PoolCycle implements ReconcileCycle<EdgeClientPool, PoolSnapshot, PoolPlan, PoolMemory> {
    private final CoordinatorLinks coordinators;
    private final PlacementRegistry placements;
    private final PoolWriter writer;
    private final Clock clock;
    private final PoolDecision decision = new PoolDecision(new StickyPlacer());
    private volatile @Nullable PoolEventSources sources;

    @Inject
    PoolCycle(CoordinatorLinks coordinators, PlacementRegistry placements, PoolWriter writer, Clock clock) {
        this.coordinators = coordinators;
        this.placements = placements;
        this.writer = writer;
        this.clock = clock;
    }

    /** Gathers from these caches from now on. */
    void read(PoolEventSources caches) {
        sources = caches;
    }

    /** What was placed while another replica led is nothing to go by. */
    void leads(boolean leads) {
        if (!leads) {
            placements.clear();
        }
    }

    @Override
    public PoolMemory blankMemory() {
        return PoolMemory.BLANK;
    }

    @Override
    public Optional<PoolSnapshot> gather(EdgeClientPool pool, PoolMemory memory, Context<EdgeClientPool> context) {
        return Optional.ofNullable(sources)
                .filter(PoolEventSources::areComplete)
                .map(caches -> new PoolGatherer(caches, coordinators).gather(pool, clock.instant()));
    }

    @Override
    public CycleDecision<PoolPlan, PoolMemory> decide(PoolSnapshot seen, PoolMemory memory) {
        return decision.of(seen, memory);
    }

    @Override
    public WriteOutcome apply(PoolSnapshot seen, PoolPlan plan, Context<EdgeClientPool> context) {
        placements.post(ResourceID.fromResource(seen.pool()), clients(plan), byJob(seen, plan));
        return writer.apply(seen, plan.placement());
    }

    private static List<EdgeClient> clients(PoolPlan plan) {
        return plan.placement().candidates().stream().map(NodeCandidate::client).toList();
    }

    private static Map<ResourceID, JobPlacement> byJob(PoolSnapshot seen, PoolPlan plan) {
        var namespace = seen.pool().getMetadata().getNamespace();
        return plan.placement().placements().entrySet().stream()
                .collect(Collectors.toMap(e -> new ResourceID(e.getKey(), namespace), Map.Entry::getValue));
    }

    @Override
    public WriteOutcome report(PoolSnapshot seen, PoolPlan plan, WriteOutcome applied) {
        return writer.report(seen.pool(), plan);
    }

    @Override
    public PoolMemory remember(PoolSnapshot seen, CycleDecision<PoolPlan, PoolMemory> decided, WriteOutcome outcome) {
        return decided.memory();
    }

    @Override
    public EdgeClientPool withConditions(
            EdgeClientPool pool, PoolMemory memory, UnaryOperator<List<Condition>> change) {
        var status = Objects.requireNonNullElseGet(Serialization.clone(pool.getStatus()), EdgeClientPoolStatus::new);
        status.conditions = change.apply(status.conditions);
        return PoolWriter.withStatus(pool, status);
    }

    @Override
    public void forget(ResourceID pool) {
        placements.post(pool, List.of(), Map.of());
    }
}
