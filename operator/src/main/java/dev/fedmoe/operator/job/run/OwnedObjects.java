package dev.fedmoe.operator.job.run;

import dev.fedmoe.operator.job.observe.JobSnapshot;
import dev.fedmoe.operator.job.owned.CheckpointClaim;
import dev.fedmoe.operator.job.owned.CoordinatorConfig;
import dev.fedmoe.operator.job.owned.CoordinatorPolicy;
import dev.fedmoe.operator.job.owned.CoordinatorService;
import dev.fedmoe.operator.job.owned.JobServiceAccounts;
import dev.fedmoe.operator.job.owned.OwnedObjectInput;
import dev.fedmoe.operator.job.owned.WorkerConfig;
import dev.fedmoe.operator.job.owned.WorkerPolicy;
import dev.fedmoe.operator.job.owned.pod.CoordinatorSet;
import dev.fedmoe.operator.naming.OwnedNames;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.ArrayList;
import java.util.List;

/** All of a job's objects but its pods, in the order in which they need each other. */
public final class OwnedObjects {
    private OwnedObjects() {}

    public static List<HasMetadata> of(OwnedObjectInput input, JobSnapshot seen, DesiredRunState desired) {
        var job = input.job();
        var objects = new ArrayList<HasMetadata>();
        objects.add(JobServiceAccounts.coordinator(job));
        objects.add(JobServiceAccounts.worker(job));
        objects.add(CoordinatorService.desired(job));
        if (input.operator().networkPolicies()) {
            objects.add(CoordinatorPolicy.desired(job, input.operator().namespace()));
            objects.add(WorkerPolicy.desired(job));
        }
        seen.trust().certificate().ifPresent(objects::add);
        seen.trust().request().ifPresent(objects::add);
        if (!seen.trust().authorityPem().isEmpty()) {
            objects.add(WorkerConfig.desired(job, seen.trust().authorityPem()));
        }
        // A claim that is not ours is not touched; none is made before there is something to keep.
        if (desired.hold().isEmpty() && (seen.claim().isPresent() || desired.replicas() > 0)) {
            objects.add(CheckpointClaim.desired(job, seen.claim().orElse(null)));
        }
        boolean begun = seen.observed()
                .find(StatefulSet.class, OwnedNames.coordinator(job))
                .isPresent();
        seen.trust().keys().ifPresent(keys -> {
            objects.add(CoordinatorConfig.desired(input, keys.jwks()));
            if (desired.replicas() > 0 || begun) {
                objects.add(CoordinatorSet.desired(input, keys.issuer(), desired.replicas()));
            }
        });
        return objects;
    }
}
