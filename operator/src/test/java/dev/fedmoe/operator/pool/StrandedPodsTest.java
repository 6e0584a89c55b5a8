package dev.fedmoe.operator.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.operator.naming.OwnedLabels;
import dev.fedmoe.operator.pool.observe.PlacedPods;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StrandedPodsTest {
    private final Node down = PoolFixture.node("a", "Unknown").build();
    private final Node up = PoolFixture.node("a", "True").build();

    @Test
    void aPodOfOursOnASilentNodeGoesAfterTenSeconds() {
        assertThat(stranded(ours(30, 9), List.of(down))).isFalse();
        assertThat(stranded(ours(30, 11), List.of(down))).isTrue();
        assertThat(stranded(ours(2, 3), List.of(down))).isTrue();
    }

    @Test
    void aNodeThatIsGoneIsNotWaitedFor() {
        assertThat(stranded(ours(30, 1), List.of())).isTrue();
    }

    @Test
    void aNodeThatAnswersEndsItsPodsItself() {
        assertThat(stranded(ours(30, 100), List.of(up))).isFalse();
    }

    @Test
    void podsOfOthersAndPodsThatAreToStayAreLeftAlone() {
        var others = PoolFixture.pod("other", "a", "1", "1Gi")
                .editMetadata()
                .withDeletionTimestamp(PoolFixture.NOW.minusSeconds(100).toString())
                .endMetadata()
                .build();
        var staying = ours(30, 100);
        staying.getMetadata().setDeletionTimestamp(null);

        assertThat(StrandedPods.isEnding(PlacedPods.reduced(others))).isFalse();
        assertThat(StrandedPods.isEnding(staying)).isFalse();
        assertThat(StrandedPods.isEnding(ours(30, 100))).isTrue();
    }

    @Test
    void aNodeThatHasStoppedRenewingItsLeaseIsSilentWhateverItsConditionSays() {
        assertThat(StrandedPods.stranded(List.of(ours(30, 11)), List.of(up), Set.of("a"), PoolFixture.NOW))
                .hasSize(1);
        assertThat(StrandedPods.stranded(List.of(ours(30, 9)), List.of(up), Set.of("a"), PoolFixture.NOW))
                .isEmpty();
    }

    @Test
    void onlyNodesThatTakeLongToEndAPodAreLookedAt() {
        assertThat(StrandedPods.suspects(List.of(ours(30, 2)), PoolFixture.NOW)).isEmpty();
        assertThat(StrandedPods.suspects(List.of(ours(30, 4)), PoolFixture.NOW)).containsExactly("a");
    }

    private static boolean stranded(Pod pod, List<Node> nodes) {
        return !StrandedPods.stranded(List.of(pod), nodes, Set.of(), PoolFixture.NOW)
                .isEmpty();
    }

    /** Deleted {@code ago} seconds ago. */
    private static Pod ours(long grace, long ago) {
        return PlacedPods.reduced(PoolFixture.pod("ours", "a", "1", "1Gi")
                .editMetadata()
                .addToLabels(OwnedLabels.MANAGED_BY, OwnedLabels.OPERATOR)
                .addToLabels(OwnedLabels.JOB, "cats")
                .withDeletionTimestamp(
                        PoolFixture.NOW.minusSeconds(ago).plusSeconds(grace).toString())
                .withDeletionGracePeriodSeconds(grace)
                .endMetadata()
                .build());
    }
}
