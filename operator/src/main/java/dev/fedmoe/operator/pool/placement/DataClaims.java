package dev.fedmoe.operator.pool.placement;

import dev.fedmoe.controlplane.placement.BoundedName;
import dev.fedmoe.crds.client.EdgeClient;
import dev.fedmoe.crds.pool.EdgeClientPool;
import dev.fedmoe.operator.naming.OwnedLabels;
import dev.fedmoe.operator.naming.OwnerReferences;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a client's private data is. */
public final class DataClaims {
    private static final String NODE = "{node}";

    private DataClaims() {}

    /** Name of the claim a client's workers mount read-only; in the pool's namespace. */
    public static String name(EdgeClientPool pool, EdgeClient client) {
        var pattern = pool.getSpec().data.claimName;
        return pattern != null
                ? pattern.replace(NODE, client.getSpec().nodeName)
                : BoundedName.of(client.getMetadata().getName() + "-data", BoundedName.LABEL);
    }

    /** Name of the node's volume; empty when the pool names claims. */
    public static Optional<String> volume(EdgeClientPool pool, String node) {
        return Optional.ofNullable(pool.getSpec().data.volumeName).map(p -> p.replace(NODE, node));
    }

    /** The claim on a node's volume, as the pool wants it; it goes with its client. */
    public static PersistentVolumeClaim desired(EdgeClientPool pool, EdgeClient owner, PersistentVolume volume) {
        return new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName(name(pool, owner))
                .withNamespace(owner.getMetadata().getNamespace())
                .withLabels(Map.of(
                        OwnedLabels.MANAGED_BY,
                        OwnedLabels.OPERATOR,
                        OwnedLabels.CLIENT,
                        owner.getMetadata().getName(),
                        OwnedLabels.POOL,
                        BoundedName.of(pool.getMetadata().getName(), BoundedName.LABEL)))
                .withOwnerReferences(OwnerReferences.controlling(owner))
                .endMetadata()
                .withNewSpec()
                .withAccessModes(volume.getSpec().getAccessModes())
                .withVolumeMode(Objects.requireNonNullElse(volume.getSpec().getVolumeMode(), "Filesystem"))
                .withStorageClassName(
                        Objects.requireNonNullElse(volume.getSpec().getStorageClassName(), ""))
                .withVolumeName(volume.getMetadata().getName())
                .withNewResources()
                .addToRequests("storage", storage(volume))
                .endResources()
                .endSpec()
                .build();
    }

    /**
     * Why a client's data cannot be mounted; empty when it can. A claim that waits for its first pod can.
     *
     * @param claim null when there is none
     * @param volume null when there is none, or the pool names claims
     */
    static Optional<String> trouble(
            EdgeClientPool pool,
            EdgeClient client,
            @Nullable PersistentVolumeClaim claim,
            @Nullable PersistentVolume volume) {
        var place = " in namespace " + pool.getMetadata().getNamespace();
        var wanted = volume(pool, client.getSpec().nodeName);
        if (wanted.isPresent() && volume == null) {
            return Optional.of("persistent volume " + wanted.get() + " not found");
        }
        var name = name(pool, client);
        if (claim == null) {
            return wanted.isPresent() ? Optional.empty() : Optional.of("claim " + name + " not found" + place);
        }
        return "Lost".equals(phase(claim))
                ? Optional.of("claim " + name + place + " has lost its volume "
                        + claim.getSpec().getVolumeName())
                : heldByAnother(name + place, claim, volume);
    }

    private static Optional<String> heldByAnother(
            String claimed, PersistentVolumeClaim claim, @Nullable PersistentVolume volume) {
        var holder = volume == null ? null : volume.getSpec().getClaimRef();
        if (volume == null
                || holder == null
                || Objects.equals(holder.getUid(), claim.getMetadata().getUid())) {
            return Optional.empty();
        }
        return Optional.of("claim " + claimed + " waits for volume "
                + volume.getMetadata().getName() + ", which claim " + holder.getNamespace() + "/" + holder.getName()
                + " holds");
    }

    private static String phase(PersistentVolumeClaim claim) {
        return claim.getStatus() == null ? "" : String.valueOf(claim.getStatus().getPhase());
    }

    private static Quantity storage(PersistentVolume volume) {
        return Objects.requireNonNullElse(volume.getSpec().getCapacity().get("storage"), new Quantity("1"));
    }
}
