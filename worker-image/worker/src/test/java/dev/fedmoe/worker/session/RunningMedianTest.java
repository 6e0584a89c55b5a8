package dev.fedmoe.worker.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunningMedianTest {
    private final RunningMedian usual = new RunningMedian();

    @Test
    void nothingSeenIsZero() {
        assertThat(usual.value()).isZero();
    }

    @Test
    void theFirstIsColdAndCountsOnlyWhileItIsAlone() {
        usual.seen(1);
        assertThat(usual.value()).isEqualTo(1);

        usual.seen(100);

        assertThat(usual.value()).isEqualTo(100);
    }

    @Test
    void oneThatStandsOutMovesNothing() {
        for (double value : new double[] {1, 90, 100, 110, 5, 105}) {
            usual.seen(value);
        }

        assertThat(usual.value()).isEqualTo(100);
    }

    @Test
    void whatIsNewReplacesWhatIsOld() {
        for (int i = 0; i < 20; i++) {
            usual.seen(10);
        }
        for (int i = 0; i < 5; i++) {
            usual.seen(50);
        }

        assertThat(usual.value()).isEqualTo(50);
    }
}
