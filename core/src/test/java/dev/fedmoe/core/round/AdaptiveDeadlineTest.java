package dev.fedmoe.core.round;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdaptiveDeadlineTest {
    @Test
    void fiveMinutesBeforeAnythingIsKnown() {
        assertThat(AdaptiveDeadline.next(List.of(), 0)).isEqualTo(ofMinutes(5));
    }

    @Test
    void fourTimesTheSlowestAnswer() {
        assertThat(AdaptiveDeadline.next(List.of(ofSeconds(11), ofSeconds(20), ofSeconds(9)), 0))
                .isEqualTo(ofSeconds(80));
    }

    @Test
    void onlyTheLastEightRoundsCount() {
        var answers = new ArrayList<>(List.of(ofSeconds(500)));
        answers.addAll(Collections.nCopies(8, ofSeconds(10)));

        assertThat(AdaptiveDeadline.next(answers, 0)).isEqualTo(ofSeconds(40));
    }

    @Test
    void doublesWithEachAbandonedRoundWithinItsBounds() {
        assertThat(AdaptiveDeadline.next(List.of(ofSeconds(10)), 2)).isEqualTo(ofSeconds(160));
        assertThat(AdaptiveDeadline.next(List.of(ofSeconds(10)), 40)).isEqualTo(ofSeconds(640));
        assertThat(AdaptiveDeadline.next(List.of(ofSeconds(1)), 0)).isEqualTo(AdaptiveDeadline.SHORTEST);
        assertThat(AdaptiveDeadline.next(List.of(ofMinutes(30)), 1)).isEqualTo(AdaptiveDeadline.LONGEST);
    }
}
