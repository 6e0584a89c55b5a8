package dev.fedmoe.operator.job;

import dev.fedmoe.controlplane.status.ExternalTrouble;
import dev.fedmoe.controlplane.status.JobReasons;
import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.crds.job.FederatedMoEJobStatus;
import dev.fedmoe.operator.apply.ApplyFailedException;
import dev.fedmoe.operator.apply.ApplyFailedException.Why;
import dev.fedmoe.operator.apply.ObjectApplier;
import dev.fedmoe.operator.apply.ParallelCalls;
import dev.fedmoe.operator.apply.WriteBatch;
import dev.fedmoe.operator.apply.WriteBatch.Failure;
import dev.fedmoe.operator.apply.WriteBatch.Write;
import dev.fedmoe.operator.cycle.WriteOutcome;
import dev.fedmoe.operator.job.observe.JobPods;
import dev.fedmoe.operator.job.observe.JobSnapshot;
import dev.fedmoe.operator.job.owned.OwnedMetadata;
import dev.fedmoe.operator.link.CoordinatorLinks;
import dev.fedmoe.operator.naming.OwnedLabels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a plan so. One object that the API server will not take keeps no other from being made. */
@Singleton
class JobWriter {
    private static final Set<Why> REFUSALS = Set.of(Why.IMMUTABLE, Why.INVALID, Why.FORBIDDEN);

    private final ObjectApplier applier;
    private final CoordinatorLinks coordinators;
    private final ParallelCalls calls;

    @Inject
    JobWriter(ObjectApplier applier, CoordinatorLinks coordinators, ParallelCalls calls) {
        this.applier = applier;
        this.coordinators = coordinators;
        this.calls = calls;
    }

    /**
     * What runs is made after what it mounts.
     *
     * @param written hears of each object as the API server has it now, from any thread
     */
    WriteOutcome apply(JobSnapshot seen, JobPlan plan, Consumer<HasMetadata> written) {
        var wanted = plan.desired().stream()
                .filter(o -> !stands(o, seen))
                .map(o -> new Write(o, () -> make(o, seen.observed().like(o), written)))
                .collect(
                        Collectors.partitioningBy(w -> w.object() instanceof Pod || w.object() instanceof StatefulSet));
        var deletions = plan.deletions().stream()
                .filter(o -> o.getMetadata().getDeletionTimestamp() == null)
                .map(o -> new Write(o, () -> applier.delete(o)))
                .toList();
        var batch = new WriteBatch(calls, Set.of(Why.NOT_LEADING));
        for (var wave : List.of(deletions, wanted.get(false), wanted.get(true))) {
            if (batch.failures().stream().allMatch(JobWriter::isRefusal)) {
                batch.make(wave);
            }
        }
        var outcome = outcome(batch);
        if (!outcome.failed()) {
            line(seen.job(), plan.line());
        }
        return outcome;
    }

    /** What no other try of the same would change is told to the user; the rest is tried again by the framework. */
    private static WriteOutcome outcome(WriteBatch batch) {
        var failures = batch.failures();
        return new WriteOutcome(
                failures.stream().filter(f -> !isRefusal(f)).map(Failure::why).toList(),
                failures.stream()
                        .filter(JobWriter::isRefusal)
                        .map(JobWriter::refusal)
                        .toList());
    }

    private static boolean isRefusal(Failure failure) {
        return REFUSALS.contains(failure.why().why());
    }

    /** Nothing to do about it; or it is of an earlier job of this name: it goes by itself, and that wakes us. */
    private static boolean stands(HasMetadata object, JobSnapshot seen) {
        var observed = seen.observed().like(object);
        return observed != null
                && (OwnedMetadata.foreign(observed, seen.job())
                        || (object instanceof Pod pod && JobPods.same(pod, (Pod) observed)));
    }

    /** Ports that were put beside ours by hand can make a service that no apply mends; it keeps nothing, so it is made anew. */
    private void make(HasMetadata object, @Nullable HasMetadata observed, Consumer<HasMetadata> written) {
        try {
            applier.apply(object, observed).ifPresent(written);
        } catch (ApplyFailedException e) {
            if (e.why() != Why.INVALID || !(observed instanceof Service)) {
                throw e;
            }
            applier.delete(observed);
        }
    }

    WriteOutcome report(FederatedMoEJob job, FederatedMoEJobStatus status) {
        var batch = new WriteBatch(calls, Set.of());
        var desired = withStatus(job, status);
        batch.make(List.of(new Write(desired, () -> applier.applyStatus(desired, job))));
        return new WriteOutcome(batch.failures().stream().map(Failure::why).toList(), List.of());
    }

    /** The job by name and uid, with this status. */
    static FederatedMoEJob withStatus(FederatedMoEJob job, FederatedMoEJobStatus status) {
        var desired = new FederatedMoEJob();
        desired.setMetadata(new ObjectMetaBuilder()
                .withName(job.getMetadata().getName())
                .withNamespace(job.getMetadata().getNamespace())
                .withUid(job.getMetadata().getUid())
                .build());
        desired.setSpec(null);
        desired.setStatus(status);
        return desired;
    }

    private void line(FederatedMoEJob job, JobPlan.Line line) {
        var id = ResourceID.fromResource(job);
        line.address().ifPresent(a -> coordinators.follow(id, a));
        line.order().ifPresent(o -> coordinators.order(id, o));
        if (line.hangUp()) {
            coordinators.forget(id);
        }
    }

    private static ExternalTrouble refusal(Failure failure) {
        var object = failure.object();
        var labels = object.getMetadata().getLabels();
        boolean worker = labels != null && labels.containsKey(OwnedLabels.CLIENT);
        var condition = worker && !(object instanceof PersistentVolumeClaim)
                ? JobReasons.CLIENTS_READY
                : JobReasons.COORDINATOR_READY;
        return new ExternalTrouble(
                condition,
                JobReasons.OBJECT_REFUSED,
                "the API server refuses " + failure.why().getMessage());
    }
}
