package dev.fedmoe.worker.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RejoinPausesTest {
    private final RejoinPauses pauses = new RejoinPauses(new SplittableRandom(1));

    @Test
    void triesEveryTwoSecondsOrSoonerForTwoMinutesThenLessOften() {
        var waited = Duration.ZERO;
        while (waited.compareTo(Duration.ofMinutes(2)) < 0) {
            Duration pause = pauses.next();
            assertThat(pause).isBetween(Duration.ofMillis(50), Duration.ofSeconds(2));
            waited = waited.plus(pause);
        }

        var longest = IntStream.range(0, 50)
                .mapToObj(i -> pauses.next())
                .max(Duration::compareTo)
                .orElseThrow();

        assertThat(longest).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(15));
    }

    @Test
    void beginsAnewAfterSuccess() {
        for (int i = 0; i < 500; i++) {
            pauses.next();
        }

        pauses.reset();

        assertThat(pauses.next()).isLessThanOrEqualTo(Duration.ofMillis(250));
    }
}
