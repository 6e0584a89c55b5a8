package dev.fedmoe.operator.job;

import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.operator.apply.ObjectApplier;
import dev.fedmoe.operator.cycle.CycleRunner;
import dev.fedmoe.operator.job.observe.JobEventSources;
import dev.fedmoe.operator.job.observe.JobSnapshot;
import dev.fedmoe.operator.leadership.Leadership;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One job: its coordinator and workers, and how it stands. */
@ControllerConfiguration(
        name = "federatedmoejob",
        maxReconciliationInterval = @MaxReconciliationInterval(interval = 60, timeUnit = TimeUnit.SECONDS))
@GradualRetry(maxAttempts = -1, initialInterval = 1000, maxInterval = 30_000)
public class JobReconciler implements Reconciler<FederatedMoEJob> {
    private final CycleRunner<FederatedMoEJob, JobSnapshot, JobPlan, JobMemory> runner;
    private final JobEventSources sources;

    @Inject
    JobReconciler(JobCycle cycle, JobEventSources sources, Leadership leadership, ObjectApplier applier, Clock clock) {
        this.runner = new CycleRunner<>(cycle, leadership, applier, clock);
        this.sources = sources;
    }

    @Override
    public UpdateControl<FederatedMoEJob> reconcile(FederatedMoEJob job, Context<FederatedMoEJob> context) {
        return runner.reconcile(job, context);
    }

    @Override
    public ErrorStatusUpdateControl<FederatedMoEJob> updateErrorStatus(
            FederatedMoEJob job, Context<FederatedMoEJob> context, Exception exception) {
        return runner.failed(job, exception);
    }

    @Override
    public List<EventSource<?, FederatedMoEJob>> prepareEventSources(EventSourceContext<FederatedMoEJob> context) {
        var all = new ArrayList<>(sources.list(context));
        all.addAll(runner.sources(context));
        return all;
    }
}
