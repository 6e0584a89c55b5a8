package dev.fedmoe.operator.job.owned;

import dev.fedmoe.crds.job.CheckpointSection.OnDelete;
import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.operator.apply.ManagedFields;
import dev.fedmoe.operator.naming.OwnedLabels;
import dev.fedmoe.operator.naming.OwnedNames;
import dev.fedmoe.operator.naming.OwnerReferences;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The claim that keeps the training. It may outlive the job, and then carries none of its labels. */
public final class CheckpointClaim {
    private CheckpointClaim() {}

    /** Size and class are as first asked for: the API server changes neither for most classes, and a refusal would recur for ever. */
    public static PersistentVolumeClaim desired(FederatedMoEJob job, @Nullable PersistentVolumeClaim observed) {
        var volume = job.getSpec().checkpoint.volume;
        return new PersistentVolumeClaimBuilder()
                .withMetadata(meta(job))
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withStorageClassName(storageClass(volume.storageClassName, observed))
                .withNewResources()
                .addToRequests("storage", observed == null ? volume.size : storage(observed))
                .endResources()
                .endSpec()
                .build();
    }

    /** The cluster's default stays the cluster's: taken for ours it would be written once more. */
    private static @Nullable String storageClass(@Nullable String asked, @Nullable PersistentVolumeClaim observed) {
        if (observed == null || (asked == null && !isOurs(observed))) {
            return asked;
        }
        return observed.getSpec().getStorageClassName();
    }

    private static boolean isOurs(PersistentVolumeClaim claim) {
        return ManagedFields.of(claim, "").map(fields -> fields.get("f:spec")).stream()
                .anyMatch(spec -> spec instanceof Map<?, ?> fields && fields.containsKey("f:storageClassName"));
    }

    private static Quantity storage(PersistentVolumeClaim observed) {
        return Objects.requireNonNull(
                observed.getSpec().getResources().getRequests().get("storage"));
    }

    private static ObjectMeta meta(FederatedMoEJob job) {
        var meta = new ObjectMetaBuilder()
                .withName(OwnedNames.checkpoints(job))
                .withNamespace(job.getMetadata().getNamespace())
                .addToLabels(OwnedLabels.MANAGED_BY, OwnedLabels.OPERATOR)
                .addToLabels("app.kubernetes.io/name", "fedmoe")
                .addToAnnotations(OwnedLabels.JOB_NAME, job.getMetadata().getName())
                .addToAnnotations(OwnedLabels.JOB_UID, job.getMetadata().getUid());
        return job.getSpec().checkpoint.onDelete == OnDelete.Delete
                ? meta.withOwnerReferences(OwnerReferences.controlling(job)).build()
                : meta.build();
    }
}
