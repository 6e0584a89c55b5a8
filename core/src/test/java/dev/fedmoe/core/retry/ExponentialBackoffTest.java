package dev.fedmoe.core.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.LongSummaryStatistics;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ExponentialBackoffTest {
    private static final Duration FIRST = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final SplittableRandom random = new SplittableRandom(7);

    @Test
    void theCeilingDoublesUpToTheLongest() {
        var backoff = new ExponentialBackoff(FIRST, LONGEST, 1);

        assertThat(backoff.ceiling(0)).hasMillis(50);
        assertThat(backoff.ceiling(1)).hasMillis(100);
        assertThat(backoff.ceiling(5)).hasMillis(1600);
        assertThat(backoff.ceiling(6)).hasMillis(2000);
        assertThat(backoff.ceiling(Integer.MAX_VALUE)).hasMillis(2000);
    }

    @Test
    void fullJitterLeavesTheWholePauseToChance() {
        LongSummaryStatistics pauses = pauses(new ExponentialBackoff(FIRST, LONGEST, 1), 3);

        assertThat(pauses.getMin()).isBetween(0L, 5L);
        assertThat(pauses.getAverage()).isBetween(195.0, 205.0);
        assertThat(pauses.getMax()).isBetween(395L, 400L);
    }

    @Test
    void equalJitterLeavesHalfOfItToChance() {
        LongSummaryStatistics pauses = pauses(new ExponentialBackoff(FIRST, LONGEST, 0.5), 3);

        assertThat(pauses.getMin()).isBetween(200L, 205L);
        assertThat(pauses.getMax()).isBetween(395L, 400L);
    }

    @Test
    void withoutJitterThePauseIsTheCeiling() {
        LongSummaryStatistics pauses = pauses(new ExponentialBackoff(FIRST, LONGEST, 0), 3);

        assertThat(pauses.getMin()).isEqualTo(400);
        assertThat(pauses.getMax()).isEqualTo(400);
    }

    @Test
    void whatDoesNotGrowIsRefused() {
        assertThatThrownBy(() -> new ExponentialBackoff(Duration.ZERO, LONGEST, 1))
                .hasMessageContaining("PT0S");
        assertThatThrownBy(() -> new ExponentialBackoff(LONGEST, FIRST, 1)).hasMessageContaining("PT2S to PT0.05S");
        assertThatThrownBy(() -> new ExponentialBackoff(FIRST, LONGEST, 1.5)).hasMessageContaining("jitter is 1.5");
    }

    private LongSummaryStatistics pauses(ExponentialBackoff backoff, int failures) {
        return LongStream.range(0, 5000)
                .map(any -> backoff.pause(failures, random).toMillis())
                .summaryStatistics();
    }
}
