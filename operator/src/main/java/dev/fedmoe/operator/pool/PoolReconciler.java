package dev.fedmoe.operator.pool;

import dev.fedmoe.crds.pool.EdgeClientPool;
import dev.fedmoe.operator.apply.ObjectApplier;
import dev.fedmoe.operator.cycle.CycleRunner;
import dev.fedmoe.operator.leadership.Leadership;
import dev.fedmoe.operator.link.CoordinatorLinks;
import dev.fedmoe.operator.pool.observe.PoolEventSources;
import dev.fedmoe.operator.pool.observe.PoolSnapshot;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.rate.RateLimited;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One pool: which nodes are its clients, what they can do, and which job gets what of them. */
@ControllerConfiguration(
        name = "edgeclientpool",
        maxReconciliationInterval = @MaxReconciliationInterval(interval = 60, timeUnit = TimeUnit.SECONDS))
@GradualRetry(maxAttempts = -1, initialInterval = 1000, maxInterval = 30_000)
@RateLimited(maxReconciliations = 1, within = 500, unit = TimeUnit.MILLISECONDS)
public class PoolReconciler implements Reconciler<EdgeClientPool> {
    private final PoolCycle cycle;
    private final CycleRunner<EdgeClientPool, PoolSnapshot, PoolPlan, PoolMemory> runner;
    private final Leadership leadership;
    private final CoordinatorLinks coordinators;
    private final StrandedPods stranded;

    @Inject
    PoolReconciler(
            PoolCycle cycle,
            Leadership leadership,
            ObjectApplier applier,
            CoordinatorLinks coordinators,
            StrandedPods stranded,
            Clock clock) {
        this.cycle = cycle;
        this.runner = new CycleRunner<>(cycle, leadership, applier, clock);
        this.leadership = leadership;
        this.coordinators = coordinators;
        this.stranded = stranded;
    }

    @Override
    public UpdateControl<EdgeClientPool> reconcile(EdgeClientPool pool, Context<EdgeClientPool> context) {
        return runner.reconcile(pool, context);
    }

    @Override
    public ErrorStatusUpdateControl<EdgeClientPool> updateErrorStatus(
            EdgeClientPool pool, Context<EdgeClientPool> context, Exception exception) {
        return runner.failed(pool, exception);
    }

    @Override
    public List<EventSource<?, EdgeClientPool>> prepareEventSources(EventSourceContext<EdgeClientPool> context) {
        var caches = new PoolEventSources(context, coordinators);
        stranded.watch(caches);
        cycle.read(caches);
        leadership.listen(cycle::leads);
        var all = new ArrayList<>(caches.list());
        all.addAll(runner.sources(context));
        return all;
    }
}
