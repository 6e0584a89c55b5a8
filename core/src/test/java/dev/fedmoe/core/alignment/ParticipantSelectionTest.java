package dev.fedmoe.core.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParticipantSelectionTest {
    private static final List<String> HUNDRED =
            IntStream.range(0, 100).mapToObj(i -> "camera-" + i).toList();

    @Test
    void takesTheShareOfTheLiveClientsRoundedUp() {
        assertThat(chosen(new ParticipantSelection(0.25, 0, 1), 10).clients()).hasSize(3);
        assertThat(chosen(new ParticipantSelection(0.07, 0, 1), 100).clients()).hasSize(7);
        assertThat(chosen(new ParticipantSelection(1, 0, 1), 10).clients()).hasSize(10);
    }

    @Test
    void takesMoreThanItNeedsWhenToldTo() {
        var selection = chosen(new ParticipantSelection(0.2, 0.3, 1), 50);

        assertThat(selection.needed()).isEqualTo(10);
        assertThat(selection.clients()).hasSize(13);
    }

    @Test
    void takesAtLeastTheFewestARoundNeeds() {
        assertThat(chosen(new ParticipantSelection(0.1, 0, 3), 10).clients()).hasSize(3);
    }

    @Test
    void saysWhenTooFewAreLive() {
        var selection = chosen(new ParticipantSelection(0.5, 0.5, 3), 2);

        assertThat(selection.clients()).hasSize(2);
        assertThat(selection.needed()).isEqualTo(3);
        assertThat(selection.isEnough()).isFalse();
        assertThat(chosen(new ParticipantSelection(0.5, 0.5, 3), 3).isEnough()).isTrue();
        assertThat(chosen(new ParticipantSelection(0.5, 0.5, 1), 0).isEnough()).isFalse();
    }

    @Test
    void theOrderOfTheLiveClientsIsMootAndTheSeedIsNot() {
        var policy = new ParticipantSelection(0.1, 0, 1);
        var shuffled = new ArrayList<>(HUNDRED);
        Collections.reverse(shuffled);

        assertThat(policy.choose(7, 3, shuffled)).isEqualTo(policy.choose(7, 3, HUNDRED));
        assertThat(policy.choose(8, 3, HUNDRED)).isNotEqualTo(policy.choose(7, 3, HUNDRED));
        assertThat(policy.choose(7, 4, HUNDRED)).isNotEqualTo(policy.choose(7, 3, HUNDRED));
    }

    @Test
    void everyoneGetsAFairTurn() {
        var turns = new HashMap<String, Integer>();
        for (int round = 1; round <= 400; round++) {
            new ParticipantSelection(0.25, 0, 1)
                    .choose(7, round, HUNDRED)
                    .clients()
                    .forEach(c -> turns.merge(c, 1, Integer::sum));
        }

        // 100 expected; 4.6 standard deviations to either side.
        assertThat(turns).hasSize(100);
        assertThat(turns.values()).allMatch(t -> t >= 60 && t <= 140);
    }

    @Test
    void refusesAShareThatIsNone() {
        assertThatThrownBy(() -> new ParticipantSelection(0, 0, 1)).hasMessageContaining("not 0.0");
        assertThatThrownBy(() -> new ParticipantSelection(1.5, 0, 1)).hasMessageContaining("not 1.5");
        assertThatThrownBy(() -> new ParticipantSelection(1, -1, 1)).hasMessageContaining("not -1.0");
    }

    private static ParticipantSelection.Selection chosen(ParticipantSelection participants, int live) {
        return participants.choose(7, 1, HUNDRED.subList(0, live));
    }
}
