package dev.fedmoe.operator.job.run;

import static dev.fedmoe.controlplane.status.JobReasons.COORDINATOR_READY;

import dev.fedmoe.controlplane.status.ExternalTrouble;
import dev.fedmoe.controlplane.status.JobReasons;
import dev.fedmoe.operator.job.observe.JobSnapshot;
import dev.fedmoe.operator.naming.OwnedLabels;
import dev.fedmoe.operator.naming.OwnedNames;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether the checkpoint claim is the one the training is on. An empty one in its place would be training lost in silence. */
public final class VolumeCheck {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private VolumeCheck() {}

    /** Why nothing may be started; empty when the claim is the right one or may be made. */
    static Optional<ExternalTrouble> refusal(JobSnapshot seen) {
        var name = OwnedNames.checkpoints(seen.job());
        var kept = seen.checkpoint();
        if (seen.claim().isEmpty()) {
            return kept.round == 0
                    ? Optional.empty()
                    : lost(
                            "claim " + name + " is gone, with " + kept.round
                                    + " committed rounds. Maybe restore it from a backup of its volume, or delete this job and create it anew");
        }
        var claim = seen.claim().get();
        var owner = text(claim.getMetadata().getAnnotations(), OwnedLabels.JOB_UID);
        if (!owner.isEmpty() && !owner.equals(seen.job().getMetadata().getUid())) {
            return Optional.of(
                    new ExternalTrouble(
                            COORDINATOR_READY,
                            JobReasons.VOLUME_IN_USE,
                            "claim " + name + " keeps the training of an earlier job of this name (uid " + owner
                                    + "). Maybe give this job another name, or delete the claim when its model is no longer needed"));
        }
        if (kept.round > 0 && !kept.claimUid.equals(claim.getMetadata().getUid())) {
            return lost(
                    "claim " + name + " is another (uid " + claim.getMetadata().getUid()
                            + ") than the one with this job's " + kept.round + " committed rounds (uid " + kept.claimUid
                            + "). Maybe delete this job and create it anew");
        }
        return Optional.empty();
    }

    /** Trouble with a claim that may be used all the same. */
    public static Optional<ExternalTrouble> trouble(JobSnapshot seen) {
        return seen.claim().flatMap(claim -> going(claim).or(() -> unbound(claim, seen.now())));
    }

    /** When {@link #trouble} will say more than it does now. */
    public static Optional<Instant> patienceEnds(JobSnapshot seen) {
        return seen.claim()
                .filter(c -> pending(c))
                .map(c -> Instant.parse(c.getMetadata().getCreationTimestamp()).plus(PATIENCE))
                .filter(seen.now()::isBefore);
    }

    private static Optional<ExternalTrouble> going(PersistentVolumeClaim claim) {
        return claim.getMetadata().getDeletionTimestamp() == null
                ? Optional.empty()
                : lost(
                        "claim " + claim.getMetadata().getName()
                                + " has been deleted and goes with the coordinator's pod. Copy what is on it before that pod ends");
    }

    private static Optional<ExternalTrouble> unbound(PersistentVolumeClaim claim, Instant now) {
        var created = claim.getMetadata().getCreationTimestamp();
        if (!pending(claim) || now.isBefore(Instant.parse(created).plus(PATIENCE))) {
            return Optional.empty();
        }
        var storageClass = claim.getSpec().getStorageClassName();
        var named = storageClass == null || storageClass.isEmpty()
                ? "without a class (the cluster has no default)"
                : "of class " + storageClass;
        return Optional.of(new ExternalTrouble(
                COORDINATOR_READY,
                JobReasons.VOLUME_UNBOUND,
                "claim " + claim.getMetadata().getName() + " waits for a volume " + named + " since " + created
                        + ". Maybe name another class in checkpoint.volume.storageClassName"));
    }

    private static boolean pending(PersistentVolumeClaim claim) {
        return claim.getStatus() != null && "Pending".equals(claim.getStatus().getPhase());
    }

    private static Optional<ExternalTrouble> lost(String message) {
        return Optional.of(new ExternalTrouble(COORDINATOR_READY, JobReasons.VOLUME_LOST, message));
    }

    private static String text(@Nullable Map<String, String> values, String key) {
        return values == null ? "" : Objects.requireNonNullElse(values.get(key), "");
    }
}
