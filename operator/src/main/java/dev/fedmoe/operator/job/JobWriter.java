package dev.fedmoe.operator.job;

import dev.fedmoe.bridge.status.Finding;
import dev.fedmoe.bridge.status.Reasons;
import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.operator.apply.Applier;
import dev.fedmoe.operator.apply.ApplyFailed;
import dev.fedmoe.operator.job.owned.Ownership;
import dev.fedmoe.operator.link.Coordinators;
import dev.fedmoe.operator.naming.Labels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a plan so. One object that the API server will not take keeps no other from being made. */
@Singleton
class JobWriter {
    private final Applier applier;
    private final Coordinators coordinators;

    @Inject
    JobWriter(Applier applier, Coordinators coordinators) {
        this.applier = applier;
        this.coordinators = coordinators;
    }

    /** What the API server would not take. */
    List<Finding> write(Snapshot seen, JobPlan plan) {
        var refused = new ArrayList<Finding>();
        for (var object : plan.deletions()) {
            if (object.getMetadata().getDeletionTimestamp() == null) {
                trying(object, refused, () -> applier.delete(object));
            }
        }
        for (var object : plan.desired()) {
            var observed = seen.observed().like(object);
            // Of an earlier job of this name: it goes by itself, and that wakes us.
            if (observed == null || !Ownership.foreign(observed, seen.job())) {
                trying(object, refused, () -> made(object, observed));
            }
        }
        line(seen.job(), plan.line());
        return refused;
    }

    /** Ports that were put beside ours by hand can make a service that no apply mends; it keeps nothing, so it is made anew. */
    private void made(HasMetadata object, @Nullable HasMetadata observed) {
        try {
            applier.apply(object, observed);
        } catch (ApplyFailed e) {
            if (e.why() != ApplyFailed.Why.INVALID || !(observed instanceof Service)) {
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
    private static void trying(HasMetadata object, List<Finding> refused, Runnable write) {
        try {
            write.run();
        } catch (ApplyFailed e) {
            switch (e.why()) {
                case IMMUTABLE, INVALID, FORBIDDEN -> refused.add(refusal(object, e));
                case CONFLICT, NOT_FOUND, NOT_LEADING, UNAVAILABLE -> throw e;
            }
        }
    }

    private static Finding refusal(HasMetadata object, ApplyFailed failure) {
        var labels = object.getMetadata().getLabels();
        boolean worker = labels != null && labels.containsKey(Labels.CLIENT);
        var condition = worker && !(object instanceof PersistentVolumeClaim)
                ? Reasons.CLIENTS_READY
                : Reasons.COORDINATOR_READY;
        return new Finding(condition, Reasons.OBJECT_REFUSED, "the API server refuses " + failure.getMessage());
    }
}
