package dev.fedmoe.operator.job;

import dev.fedmoe.controlplane.status.ExternalTrouble;
import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.operator.DeletionTracker;
import dev.fedmoe.operator.announce.EventRecorder;
import dev.fedmoe.operator.apply.ApplyFailedException;
import dev.fedmoe.operator.apply.ApplyFailedException.Why;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** One job: gather, decide, apply, report. */
@ControllerConfiguration(
        name = "federatedmoejob",
        maxReconciliationInterval = @MaxReconciliationInterval(interval = 60, timeUnit = TimeUnit.SECONDS))
@GradualRetry(maxAttempts = -1, initialInterval = 1000, maxInterval = 30_000)
public class JobReconciler implements Reconciler<FederatedMoEJob> {
    private static final Duration SOONEST = Duration.ofMillis(200);

    private final JobGathering gathering;
    private final JobDecision decision;
    private final JobWriter writer;
    private final EventRecorder announcer;
    private final JobTriggers news;
    private final Clock clock;
    private final JobStatusPacing pace = new JobStatusPacing();
    private final Map<ResourceID, List<ExternalTrouble>> refused = new ConcurrentHashMap<>();

    @Inject
    JobReconciler(
            JobGathering gathering,
            JobDecision decision,
            JobWriter writer,
            EventRecorder announcer,
            JobTriggers news,
            Clock clock) {
        this.gathering = gathering;
        this.decision = decision;
        this.writer = writer;
        this.announcer = announcer;
        this.news = news;
        this.clock = clock;
    }

    @Override
    public List<EventSource<?, FederatedMoEJob>> prepareEventSources(EventSourceContext<FederatedMoEJob> context) {
        var sources = news.sources(context);
        sources.add(new DeletionTracker<>(this::gone));
        return sources;
    }

    @Override
    public UpdateControl<FederatedMoEJob> reconcile(FederatedMoEJob cached, Context<FederatedMoEJob> context) {
        var id = ResourceID.fromResource(cached);
        if (cached.getMetadata().getDeletionTimestamp() != null) {
            gone(id);
            return UpdateControl.noUpdate();
        }
        if (!news.leads()) {
            return UpdateControl.noUpdate();
        }
        try {
            return look(pace.freshest(cached), context);
        } catch (ApplyFailedException e) {
            if (e.why() == Why.NOT_LEADING) {
                return UpdateControl.noUpdate(); // who leads next looks at every job
            }
            throw e;
        } finally {
            // Gone while it was being looked at: what that look began ends too.
            if (context.getPrimaryCache().get(id).isEmpty()) {
                gone(id);
            }
        }
    }

    private UpdateControl<FederatedMoEJob> look(FederatedMoEJob job, Context<FederatedMoEJob> context) {
        var id = ResourceID.fromResource(job);
        var seen = gathering.of(job, context, refused.getOrDefault(id, List.of()), clock.instant());
        var plan = decision.of(seen);
        refused.put(id, writer.write(seen, plan, object -> JobEventSources.written(object, context)));
        plan.announcements().forEach(a -> announcer.announce(job, a));
        return next(seen.now(), report(job, plan, seen.now()), plan.lookAgain());
    }

    /** When to try again, for a status that must wait. */
    private Optional<Instant> report(FederatedMoEJob job, JobPlan plan, Instant now) {
        var due = pace.due(job, plan.status());
        if (due.isPresent() && !now.isBefore(due.get())) {
            writer.writeStatus(job, plan);
            pace.wrote(job, plan.status(), now);
            return Optional.empty();
        }
        return due;
    }

    private static UpdateControl<FederatedMoEJob> next(Instant now, Optional<Instant> due, Optional<Instant> again) {
        var control = UpdateControl.<FederatedMoEJob>noUpdate();
        due.or(() -> again)
                .map(t -> again.filter(t::isAfter).orElse(t))
                .map(t -> Duration.between(now, t))
                .map(d -> d.compareTo(SOONEST) < 0 ? SOONEST : d)
                .ifPresent(control::rescheduleAfter);
        return control;
    }

    private void gone(ResourceID job) {
        news.forget(job);
        pace.forget(job);
        refused.remove(job);
    }
}
