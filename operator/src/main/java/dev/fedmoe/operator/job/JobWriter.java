package dev.fedmoe.operator.job;

import dev.fedmoe.controlplane.status.ExternalTrouble;
import dev.fedmoe.controlplane.status.JobReasons;
import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.operator.apply.ApplyFailedException;
import dev.fedmoe.operator.apply.ObjectApplier;
import dev.fedmoe.operator.apply.ParallelCalls;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a plan so. One object that the API server will not take keeps no other from being made. */
@Singleton
class JobWriter {
    private final ObjectApplier applier;
    private final CoordinatorLinks coordinators;
    private final ParallelCalls abreast;

    @Inject
    JobWriter(ObjectApplier applier, CoordinatorLinks coordinators, ParallelCalls abreast) {
        this.applier = applier;
        this.coordinators = coordinators;
        this.abreast = abreast;
    }

    /**
     * What runs is made after what it mounts.
     *
     * @param written hears of each object as the API server has it now, from any thread
     * @return what the API server would not take
     */
    List<ExternalTrouble> write(JobSnapshot seen, JobPlan plan, Consumer<HasMetadata> written) {
        var going = plan.deletions().stream()
                .filter(o -> o.getMetadata().getDeletionTimestamp() == null)
                .toList();
        var wanted = plan.desired().stream()
                .filter(o -> !stands(o, seen))
                .collect(Collectors.partitioningBy(o -> o instanceof Pod || o instanceof StatefulSet));
        var refused = new ArrayList<>(all(going, applier::delete));
        for (var wave : List.of(wanted.get(false), wanted.get(true))) {
            refused.addAll(all(wave, object -> make(object, seen.observed().like(object), written)));
        }
        line(seen.job(), plan.line());
        return refused;
    }

    private List<ExternalTrouble> all(List<HasMetadata> objects, Consumer<HasMetadata> write) {
        var tries = objects.stream()
                .map(object -> (Supplier<Optional<ExternalTrouble>>) () -> refusal(object, write))
                .toList();
        return abreast.all(tries).stream().flatMap(Optional::stream).toList();
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
            if (e.why() != ApplyFailedException.Why.INVALID || !(observed instanceof Service)) {
                throw e;
            }
            applier.delete(observed);
        }
    }

    void writeStatus(FederatedMoEJob job, JobPlan plan) {
        var next = new FederatedMoEJob();
        next.setMetadata(new ObjectMetaBuilder()
                .withName(job.getMetadata().getName())
                .withNamespace(job.getMetadata().getNamespace())
                .withUid(job.getMetadata().getUid())
                .build());
        next.setSpec(null);
        next.setStatus(plan.status());
        applier.applyStatus(next, job);
    }

    private void line(FederatedMoEJob job, JobPlan.Line line) {
        var id = ResourceID.fromResource(job);
        line.address().ifPresent(a -> coordinators.follow(id, a));
        line.order().ifPresent(o -> coordinators.order(id, o));
        if (line.hangUp()) {
            coordinators.forget(id);
        }
    }

    /** What no other try of the same would change is told to the user; the rest is tried again by the framework. */
    private static Optional<ExternalTrouble> refusal(HasMetadata object, Consumer<HasMetadata> write) {
        try {
            write.accept(object);
            return Optional.empty();
        } catch (ApplyFailedException e) {
            return switch (e.why()) {
                case IMMUTABLE, INVALID, FORBIDDEN -> Optional.of(refusal(object, e));
                case CONFLICT, NOT_FOUND, NOT_LEADING, UNAVAILABLE -> throw e;
            };
        }
    }

    private static ExternalTrouble refusal(HasMetadata object, ApplyFailedException failure) {
        var labels = object.getMetadata().getLabels();
        boolean worker = labels != null && labels.containsKey(OwnedLabels.CLIENT);
        var condition = worker && !(object instanceof PersistentVolumeClaim)
                ? JobReasons.CLIENTS_READY
                : JobReasons.COORDINATOR_READY;
        return new ExternalTrouble(
                condition, JobReasons.OBJECT_REFUSED, "the API server refuses " + failure.getMessage());
    }
}
