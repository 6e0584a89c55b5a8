package dev.fedmoe.operator.job;

import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.crds.job.FederatedMoEJobStatus;
import dev.fedmoe.operator.announce.EventRecorder;
import dev.fedmoe.operator.cycle.CycleDecision;
import dev.fedmoe.operator.cycle.ReconcileCycle;
import dev.fedmoe.operator.cycle.WriteOutcome;
import dev.fedmoe.operator.job.observe.JobEventSources;
import dev.fedmoe.operator.job.observe.JobGatherer;
import dev.fedmoe.operator.job.observe.JobSnapshot;
import dev.fedmoe.operator.link.CoordinatorLinks;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One look at a job: its coordinator, its workers, its status. */
@Singleton
class JobCycle implements ReconcileCycle<FederatedMoEJob, JobSnapshot, JobPlan, JobMemory> {
    private final JobGatherer gatherer;
    private final JobDecision decision;
    private final JobWriter writer;
    private final EventRecorder recorder;
    private final CoordinatorLinks coordinators;
    private final Clock clock;

    @Inject
    JobCycle(
            JobGatherer gatherer,
            JobDecision decision,
            JobWriter writer,
            EventRecorder recorder,
            CoordinatorLinks coordinators,
            Clock clock) {
        this.gatherer = gatherer;
        this.decision = decision;
        this.writer = writer;
        this.recorder = recorder;
        this.coordinators = coordinators;
        this.clock = clock;
    }

    @Override
    public JobMemory blankMemory() {
        return JobMemory.BLANK;
    }

    @Override
    public Optional<JobSnapshot> gather(FederatedMoEJob cached, JobMemory memory, Context<FederatedMoEJob> context) {
        var job = memory.pacing().freshest(cached);
        return Optional.of(gatherer.gather(job, context, memory.refused(), clock.instant()));
    }

    @Override
    public CycleDecision<JobPlan, JobMemory> decide(JobSnapshot seen, JobMemory memory) {
        return decision.of(seen, memory);
    }

    @Override
    public WriteOutcome apply(JobSnapshot seen, JobPlan plan, Context<FederatedMoEJob> context) {
        return writer.apply(seen, plan, object -> JobEventSources.written(object, context));
    }

    /** What was not made is not told: neither a status of it nor an announcement. */
    @Override
    public WriteOutcome report(JobSnapshot seen, JobPlan plan, WriteOutcome applied) {
        if (applied.failed()) {
            return WriteOutcome.DONE;
        }
        plan.announcements().forEach(a -> recorder.announce(seen.job(), a));
        return plan.statusDue() ? writer.report(seen.job(), plan.status()) : WriteOutcome.DONE;
    }

    @Override
    public JobMemory remember(JobSnapshot seen, CycleDecision<JobPlan, JobMemory> decided, WriteOutcome outcome) {
        var memory = decided.memory();
        if (outcome.failed()) {
            return memory;
        }
        var plan = decided.plan();
        var pacing = plan.statusDue() ? memory.pacing().wrote(seen.job(), plan.status(), seen.now()) : memory.pacing();
        return new JobMemory(pacing, outcome.refused());
    }

    @Override
    public FederatedMoEJob withConditions(
            FederatedMoEJob cached, JobMemory memory, UnaryOperator<List<Condition>> change) {
        var job = memory.pacing().freshest(cached);
        var status = Objects.requireNonNullElseGet(Serialization.clone(job.getStatus()), FederatedMoEJobStatus::new);
        status.conditions = change.apply(status.conditions);
        return JobWriter.withStatus(job, status);
    }

    @Override
    public void forget(ResourceID job) {
        coordinators.forget(job);
    }
}
