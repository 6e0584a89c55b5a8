package dev.fedmoe.core.fitness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HoldoutScoresTest {
    private static final HoldoutScores THREE =
            HoldoutScores.empty().with("a", 4, 90, 100).with("b", 4, 10, 20).with("c", 3, 300, 400);

    @Test
    void pCountsEveryClientTheSame() {
        var personal = THREE.personal().orElseThrow();

        assertThat(personal.mean()).isCloseTo((0.9 + 0.5 + 0.75) / 3, within(1e-12));
        assertThat(personal.worst()).isEqualTo(0.5);
        assertThat(personal.worstClient()).isEqualTo("b");
        assertThat(personal.clients()).isEqualTo(3);
    }

    @Test
    void gCountsEverySampleTheSame() {
        var estimate = THREE.estimatedGlobal().orElseThrow();

        assertThat(estimate.value()).isCloseTo(400.0 / 520, within(1e-12));
        assertThat(estimate.samples()).isEqualTo(520);
    }

    @Test
    void theNewestScoreOfAClientCounts() {
        assertThat(THREE.with("a", 5, 50, 100).of("a"))
                .hasValueSatisfying(s -> assertThat(s.accuracy()).isEqualTo(0.5));
        assertThat(THREE.with("a", 3, 50, 100)).isEqualTo(THREE);
    }

    @Test
    void impossibleClaimsAreIgnoredAndHugeOnesBounded() {
        assertThat(THREE.with("a", 5, 101, 100)).isEqualTo(THREE);
        assertThat(THREE.with("a", 5, -1, 100)).isEqualTo(THREE);
        assertThat(THREE.with("a", 5, 0, 0)).isEqualTo(THREE);
        var huge = HoldoutScores.empty()
                .with("a", 1, Long.MAX_VALUE / 2, Long.MAX_VALUE)
                .estimatedGlobal()
                .orElseThrow();
        assertThat(huge.samples()).isEqualTo(4_294_967_296L);
        assertThat(huge.value()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void saysNothingBeforeTheFirstScore() {
        assertThat(HoldoutScores.empty().personal()).isEmpty();
        assertThat(HoldoutScores.empty().estimatedGlobal()).isEmpty();
        assertThat(new HoldoutScores(THREE.newest())).isEqualTo(THREE);
    }

    @Test
    void aScoreThatCannotBeIsNotRestored() {
        assertThatThrownBy(() -> new HoldoutScores.Score(1, 5, 4)).hasMessage("5 correct of 4 samples is not a score");
    }
}
