package dev.fedmoe.operator.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.operator.naming.Labels;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StrandedPodsTest {
    private final Node down = Given.node("a", "Unknown").build();
    private final Node up = Given.node("a", "True").build();

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
        var others = Given.pod("other", "a", "1", "1Gi")
                .editMetadata()
                .withDeletionTimestamp(Given.NOW.minusSeconds(100).toString())
                .endMetadata()
                .build();
        var staying = ours(30, 100);
        staying.getMetadata().setDeletionTimestamp(null);

        assertThat(StrandedPods.isEnding(Pods.reduced(others))).isFalse();
        assertThat(StrandedPods.isEnding(staying)).isFalse();
        assertThat(StrandedPods.isEnding(ours(30, 100))).isTrue();
    }

    @Test
    void aNodeThatHasStoppedRenewingItsLeaseIsSilentWhateverItsConditionSays() {
        assertThat(StrandedPods.stranded(List.of(ours(30, 11)), List.of(up), Set.of("a"), Given.NOW))
                .hasSize(1);
        assertThat(StrandedPods.stranded(List.of(ours(30, 9)), List.of(up), Set.of("a"), Given.NOW))
                .isEmpty();
    }

    @Test
    void onlyNodesThatTakeLongToEndAPodAreLookedAt() {
        assertThat(StrandedPods.suspects(List.of(ours(30, 2)), Given.NOW)).isEmpty();
        assertThat(StrandedPods.suspects(List.of(ours(30, 4)), Given.NOW)).containsExactly("a");
    }

    private static boolean stranded(Pod pod, List<Node> nodes) {
        return !StrandedPods.stranded(List.of(pod), nodes, Set.of(), Given.NOW).isEmpty();
    }

    /** Deleted {@code ago} seconds ago. */
    private static Pod ours(long grace, long ago) {
        return Pods.reduced(Given.pod("ours", "a", "1", "1Gi")
                .editMetadata()
                .addToLabels(Labels.MANAGED_BY, Labels.OPERATOR)
                .addToLabels(Labels.JOB, "cats")
                .withDeletionTimestamp(
                        Given.NOW.minusSeconds(ago).plusSeconds(grace).toString())
                .withDeletionGracePeriodSeconds(grace)
                .endMetadata()
                .build());
    }
}
