package dev.fedmoe.operator.pool.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.controlplane.placement.PlacementGatherer;
import dev.fedmoe.core.capacity.NodeResources;
import dev.fedmoe.crds.client.EdgeClient;
import dev.fedmoe.crds.pool.EdgeClientPool;
import dev.fedmoe.operator.pool.PoolFixture;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DataClaimsTest {
    private final EdgeClientPool pool = PoolFixture.cameras();
    private final EdgeClient client =
            PlacementGatherer.client(pool, PoolFixture.node("a", "True").build(), NodeResources.NONE, true);

    @Test
    void aPatternNamesANodesClaim() {
        assertThat(DataClaims.name(pool, client)).isEqualTo("images-a");
    }

    @Test
    void aMissingClaimAndALostOneAreTrouble() {
        assertThat(trouble(null, null)).contains("claim images-a not found in namespace plant");
        assertThat(trouble(PoolFixture.claim("images-a", "Lost"), null))
                .contains("claim images-a in namespace plant has lost its volume disk-1");
        assertThat(trouble(PoolFixture.claim("images-a", "Pending"), null)).isEmpty();
    }

    @Test
    void aVolumeIsClaimedAsItIs() {
        onVolumes();
        client.getMetadata().setUid("uid-client");

        var claim = DataClaims.desired(pool, client, volume());

        assertThat(claim.getMetadata().getName()).isEqualTo("cameras-a-data");
        assertThat(claim.getMetadata().getNamespace()).isEqualTo("plant");
        assertThat(claim.getMetadata().getOwnerReferences()).singleElement().satisfies(o -> assertThat(o.getUid())
                .isEqualTo("uid-client"));
        assertThat(claim.getSpec().getVolumeName()).isEqualTo("disk-a");
        assertThat(claim.getSpec().getStorageClassName()).isEqualTo("local");
        assertThat(claim.getSpec().getAccessModes()).containsExactly("ReadOnlyMany");
        assertThat(claim.getSpec().getResources().getRequests()).containsEntry("storage", new Quantity("5Gi"));
    }

    @Test
    void aVolumeThatIsMissingOrAnothersIsTrouble() {
        onVolumes();
        var claim = PoolFixture.claim("cameras-a-data", "Pending");
        claim.getMetadata().setUid("ours");
        var taken = volume().edit()
                .editSpec()
                .withNewClaimRef()
                .withNamespace("office")
                .withName("papers")
                .withUid("theirs")
                .endClaimRef()
                .endSpec()
                .build();

        assertThat(trouble(null, null)).contains("persistent volume disk-a not found");
        assertThat(trouble(null, volume())).isEmpty();
        assertThat(trouble(claim, volume())).isEmpty();
        assertThat(trouble(claim, taken))
                .contains(
                        "claim cameras-a-data in namespace plant waits for volume disk-a, which claim office/papers holds");
    }

    private void onVolumes() {
        pool.getSpec().data.claimName = null;
        pool.getSpec().data.volumeName = "disk-{node}";
    }

    private Optional<String> trouble(@Nullable PersistentVolumeClaim claim, @Nullable PersistentVolume volume) {
        return DataClaims.trouble(pool, client, claim, volume);
    }

    private static PersistentVolume volume() {
        return new PersistentVolumeBuilder()
                .withNewMetadata()
                .withName("disk-a")
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadOnlyMany")
                .withStorageClassName("local")
                .addToCapacity("storage", new Quantity("5Gi"))
                .endSpec()
                .build();
    }
}
