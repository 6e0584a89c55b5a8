package dev.fedmoe.operator.job;

import dev.fedmoe.controlplane.job.JobTranslation.Translated;
import dev.fedmoe.controlplane.status.ClusterObservation;
import dev.fedmoe.controlplane.status.ClusterObservation.Claim;
import dev.fedmoe.controlplane.status.JobObservation;
import dev.fedmoe.controlplane.status.StatusReport;
import dev.fedmoe.crds.job.FederatedMoEJobStatus;
import dev.fedmoe.crds.job.FederatedMoEJobStatus.Phase;
import dev.fedmoe.operator.OperatorSettings;
import dev.fedmoe.operator.job.JobPlan.Line;
import dev.fedmoe.operator.job.owned.OwnedObjectInput;
import dev.fedmoe.operator.link.CoordinatorLinks.Address;
import dev.fedmoe.operator.naming.OwnedLabels.Component;
import dev.fedmoe.operator.naming.OwnedNames;
import io.fabric8.kubernetes.api.model.HasMetadata;
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

    JobPlan of(JobSnapshot seen) {
        if (JobDeadlines.expired(seen)) {
            return new JobPlan(
                    List.of(), List.of(seen.job()), Line.AS_IT_WAS, before(seen), List.of(), Optional.empty());
        }
        var course = DesiredRunState.of(seen);
        if (!(seen.translation() instanceof Translated translated)) {
            var status = status(seen, course);
            return new JobPlan(
                    List.of(),
                    List.of(),
                    Line.AS_IT_WAS,
                    status,
                    JobEvents.of(seen, status, null),
                    again(seen, status));
        }
        var workers = WorkerPlan.of(seen, course, settings);
        var desired = new ArrayList<HasMetadata>(
                OwnedObjects.of(new OwnedObjectInput(seen.job(), translated, settings), seen, course));
        desired.addAll(workers.desired());
        var status = status(seen, course);
        return new JobPlan(
                desired,
                new ArrayList<>(workers.deletions()),
                line(seen, course),
                status,
                JobEvents.of(seen, status, workers),
                again(seen, status));
    }

    private static FederatedMoEJobStatus before(JobSnapshot seen) {
        return Objects.requireNonNullElseGet(seen.job().getStatus(), FederatedMoEJobStatus::new);
    }

    private static FederatedMoEJobStatus status(JobSnapshot seen, DesiredRunState course) {
        var claim = course.hold().isPresent()
                ? Optional.<Claim>empty()
                : seen.claim()
                        .map(c -> new Claim(
                                c.getMetadata().getName(), c.getMetadata().getUid()));
        var around = new ClusterObservation(
                JobFindings.of(seen, course),
                JobDeadlines.passed(seen).orElse(null),
                claim.orElse(null),
                course.asleep());
        var placement = seen.told().placed().map(p -> p.placement()).orElse(null);
        var observation = new JobObservation(
                seen.job(), seen.refusals(), placement, seen.progress().orElse(null), around);
        return new StatusReport(Clock.fixed(seen.now(), ZoneOffset.UTC)).of(observation);
    }

    private static Line line(JobSnapshot seen, DesiredRunState course) {
        boolean over =
                seen.ended() || seen.phase() == Phase.Suspended || course.hold().isPresent();
        if (course.replicas() == 0) {
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
        return new Line(address, CoordinatorOrders.of(seen, course), false);
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
