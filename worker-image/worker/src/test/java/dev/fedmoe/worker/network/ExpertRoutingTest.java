package dev.fedmoe.worker.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExpertRoutingTest {
    @Test
    void eachRowGoesToItsTwoLargestLogits() {
        var routing = new ExpertRouting(new float[] {1, 3, 2, 9, 8, 7, -1, -3, -2}, 3, 2);
        assertThat(routing.chosen()).containsExactly(1, 2, 0, 1, 0, 2);
        assertThat(routing.counts()).containsExactly(2, 2, 2);
    }

    @Test
    void rowsAreSortedByExpertAndCanBePutBack() {
        var routing = new ExpertRouting(new float[] {0, 1, 1, 0, 0, 1}, 2, 1);
        assertThat(routing.counts()).containsExactly(1, 2);
        assertThat(routing.rows()).containsExactly(1, 0, 2);
        assertThat(routing.back()).containsExactly(1, 0, 2);
    }

    @Test
    void tiesGoToTheLowerPosition() {
        assertThat(new ExpertRouting(new float[] {5, 5, 5}, 3, 2).chosen()).containsExactly(0, 1);
    }

    @Test
    void notANumberStillFindsDistinctExperts() {
        assertThat(new ExpertRouting(new float[] {Float.NaN, Float.NaN, Float.NaN}, 3, 2).chosen())
                .doesNotHaveDuplicates()
                .hasSize(2);
    }
}
