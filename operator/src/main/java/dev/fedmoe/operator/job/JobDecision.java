package dev.fedmoe.operator.job;

import dev.fedmoe.controlplane.job.JobTranslation.Translated;
import dev.fedmoe.controlplane.status.ClusterObservation;
import dev.fedmoe.controlplane.status.ClusterObservation.Claim;
import dev.fedmoe.controlplane.status.JobObservation;
import dev.fedmoe.controlplane.status.StatusReport;
import dev.fedmoe.crds.job.FederatedMoEJobStatus;
import dev.fedmoe.crds.job.FederatedMoEJobStatus.Phase;
import dev.fedmoe.operator.OperatorSettings;
import dev.fedmoe.operator.cycle.CycleDecision;
import dev.fedmoe.operator.cycle.ReconciledCondition;
import dev.fedmoe.operator.job.JobPlan.Line;
import dev.fedmoe.operator.job.observe.JobSnapshot;
import dev.fedmoe.operator.job.owned.OwnedObjectInput;
import dev.fedmoe.operator.job.report.JobAnnouncements;
import dev.fedmoe.operator.job.report.JobFindings;
import dev.fedmoe.operator.job.run.CoordinatorOrders;
import dev.fedmoe.operator.job.run.DesiredRunState;
import dev.fedmoe.operator.job.run.JobDeadlines;
import dev.fedmoe.operator.job.run.OwnedObjects;
import dev.fedmoe.operator.job.run.VolumeCheck;
import dev.fedmoe.operator.job.run.WorkerPlan;
import dev.fedmoe.operator.link.CoordinatorLinks.Address;
import dev.fedmoe.operator.naming.OwnedLabels.Component;
import dev.fedmoe.operator.naming.OwnedNames;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** From all that is seen of a job to all that is to be done about it. Looks at nothing else, not even a clock. */
@Singleton
class JobDecision {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration REFUSED_AGAIN = Duration.ofSeconds(10);

    private final OperatorSettings settings;

    @Inject
    JobDecision(OperatorSettings settings) {
        this.settings = settings;
    }

    CycleDecision<JobPlan, JobMemory> of(JobSnapshot seen, JobMemory memory) {
        if (JobDeadlines.expired(seen)) {
            return decided(
                    seen,
                    memory,
                    new JobPlan(List.of(), List.of(seen.job()), Line.AS_IT_WAS, before(seen), false, List.of()));
        }
        var run = DesiredRunState.of(seen);
        var status = status(seen, run);
        if (!(seen.translation() instanceof Translated translated)) {
            var announcements = JobAnnouncements.of(seen, status, null);
            return decided(
                    seen,
                    memory,
                    new JobPlan(
                            List.of(), List.of(), Line.AS_IT_WAS, status, isDue(seen, memory, status), announcements));
        }
        var workers = WorkerPlan.of(seen, run, settings);
        var objects = OwnedObjects.of(new OwnedObjectInput(seen.job(), translated, settings), seen, run);
        return decided(
                seen,
                memory,
                new JobPlan(
                        Stream.concat(objects.stream(), workers.desired().stream())
                                .toList(),
                        List.copyOf(workers.deletions()),
                        line(seen, run),
                        status,
                        isDue(seen, memory, status),
                        JobAnnouncements.of(seen, status, workers)));
    }

    private static boolean isDue(JobSnapshot seen, JobMemory memory, FederatedMoEJobStatus status) {
        return memory.pacing()
                .due(seen.job(), status)
                .filter(at -> !seen.now().isBefore(at))
                .isPresent();
    }

    private static CycleDecision<JobPlan, JobMemory> decided(JobSnapshot seen, JobMemory memory, JobPlan plan) {
        var due = plan.statusDue() ? Optional.<Instant>empty() : memory.pacing().due(seen.job(), plan.status());
        var lookAgain = JobDeadlines.expired(seen) ? Optional.<Instant>empty() : again(seen, plan.status());
        return new CycleDecision<>(
                plan, memory, Stream.concat(due.stream(), lookAgain.stream()).min(Instant::compareTo));
    }

    private static FederatedMoEJobStatus before(JobSnapshot seen) {
        return Objects.requireNonNullElseGet(seen.job().getStatus(), FederatedMoEJobStatus::new);
    }

    private static FederatedMoEJobStatus status(JobSnapshot seen, DesiredRunState run) {
        var claim = run.hold().isPresent()
                ? Optional.<Claim>empty()
                : seen.claim()
                        .map(c -> new Claim(
                                c.getMetadata().getName(), c.getMetadata().getUid()));
        var around = new ClusterObservation(
                JobFindings.of(seen, run), JobDeadlines.passed(seen).orElse(null), claim.orElse(null), run.asleep());
        var placement = seen.told().placed().map(p -> p.placement()).orElse(null);
        var observation = new JobObservation(
                seen.job(), seen.refusals(), placement, seen.progress().orElse(null), around);
        var status = new StatusReport(Clock.fixed(seen.now(), ZoneOffset.UTC)).of(observation);
        status.conditions = ReconciledCondition.cleared(status.conditions);
        return status;
    }

    private static Line line(JobSnapshot seen, DesiredRunState run) {
        boolean over =
                seen.ended() || seen.phase() == Phase.Suspended || run.hold().isPresent();
        if (run.replicas() == 0) {
            return new Line(Optional.empty(), Optional.empty(), over);
        }
        var pem = seen.trust().authorityPem();
        var address = pem.isEmpty()
                ? Optional.<Address>empty()
                : Optional.of(new Address(
                        OwnedNames.hosts(seen.job()).get(1),
                        OwnedNames.COORDINATOR_PORT,
                        pem,
                        OwnedNames.audience(seen.job())));
        return new Line(address, CoordinatorOrders.of(seen, run), false);
    }

    /** Everything else that may change a decision comes as an event. */
    private static Optional<Instant> again(JobSnapshot seen, FederatedMoEJobStatus next) {
        var times = new ArrayList<Instant>();
        JobDeadlines.next(seen).ifPresent(times::add);
        VolumeCheck.patienceEnds(seen).ifPresent(times::add);
        DesiredRunState.patienceEnds(seen).ifPresent(times::add);
        JobFindings.patienceEnds(seen).ifPresent(times::add);
        rests(seen).forEach(times::add);
        if (next.phase != seen.phase()) {
            times.add(seen.now().plus(SOON));
        }
        if (!seen.told().refused().isEmpty() || (seen.ended() && seen.replicas() > 0)) {
            times.add(seen.now().plus(REFUSED_AGAIN));
        }
        return times.stream().filter(seen.now()::isBefore).min(Instant::compareTo);
    }

    private static Stream<Instant> rests(JobSnapshot seen) {
        return Stream.of(Component.worker, Component.evaluator)
                .flatMap(c -> seen.observed().pods(seen.job(), c).stream())
                .filter(WorkerPlan::over)
                .map(p -> WorkerPlan.endedAt(p).plus(WorkerPlan.REST));
    }
}
