package dev.fedmoe.core.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fedmoe.core.matching.Relaxation.Side;
import dev.fedmoe.core.random.CounterRandom;
import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MatcherTest {
    private static final double[][] THREE = {{0.9, 0.5, 0.1}, {0.8, 0.7, 0.1}, {0.9, 0.1, 0.3}};

    @Test
    void gives_each_what_is_best_for_all() {
        // All like column 0 best; one each: 0.5 + 0.7 + 0.9 loses to 0.9 + 0.7 + 0.3.
        var matching = match(new int[] {1, 1, 1}, Bounds.even(3, 1, 1), THREE);

        assertThat(matching.held(0)).containsExactly(0);
        assertThat(matching.held(1)).containsExactly(1);
        assertThat(matching.held(2)).containsExactly(2);
        assertThat(matching.objective()).isEqualTo(1.9, within(1e-12));
    }

    @Test
    void a_price_is_what_one_row_more_is_worth() {
        // Column 0 is full: were there one more, row 1 would leave it for 0.1 less. Column 2 is held to its least: were
        // there one
        // more, row 2 would go to column 0 for 0.6 more and row 1 make room.
        var matching = match(new int[] {1, 1, 1}, Bounds.of(new int[] {0, 0, 1}, new int[] {2, 3, 3}), THREE);

        assertThat(matching.objective()).isEqualTo(0.9 + 0.8 + 0.3, within(1e-12));
        assertThat(matching.price(0)).isEqualTo(-0.1, within(1e-6));
        assertThat(matching.price(1)).isEqualTo(0, within(1e-6));
        assertThat(matching.price(2)).isEqualTo(0.5, within(1e-6));
        assertThat(matching.value(0)).isEqualTo(0.9 - 0.1, within(1e-6));
    }

    @Test
    void when_every_column_is_full_prices_are_relative_to_the_one_that_needs_it_most() {
        var matching = match(new int[] {1, 1, 1}, Bounds.even(3, 1, 1), THREE);

        assertThat(Arrays.stream(matching.prices()).max().orElseThrow()).isEqualTo(0, within(1e-6));
    }

    @Test
    void of_equally_good_ones_the_tie_decides() {
        var worth = new double[2][2];
        var straight = new Matcher(
                        new int[] {1, 1},
                        Bounds.even(2, 1, 1),
                        (r, e) -> worth[r][e],
                        (r, e) -> r == e ? 9 << 20 : 1 << 20)
                .match();
        var crossed = new Matcher(
                        new int[] {1, 1},
                        Bounds.even(2, 1, 1),
                        (r, e) -> worth[r][e],
                        (r, e) -> r == e ? 1 << 20 : 9 << 20)
                .match();

        assertThat(straight.held(0)).containsExactly(0);
        assertThat(crossed.held(0)).containsExactly(1);
    }

    @Test
    void a_millionth_outweighs_every_tie() {
        var matching = new Matcher(
                        new int[] {1},
                        Bounds.even(2, 0, 1),
                        (r, e) -> e == 0 ? 0.5 : 0.500001,
                        (r, e) -> e == 0 ? Integer.MAX_VALUE : 0)
                .match();

        assertThat(matching.held(0)).containsExactly(1);
    }

    @Test
    void room_beyond_the_columns_is_left_empty() {
        var matching = match(new int[] {5, 0, 3}, Bounds.even(3, 0, 3), THREE);

        assertThat(matching.held(0)).containsExactly(0, 1, 2);
        assertThat(matching.held(1)).isEmpty();
        assertThat(matching.held(2)).containsExactly(0, 1, 2);
    }

    @Test
    void low_bounds_that_ask_for_too_much_give_way_from_the_highest() {
        var matching = match(new int[] {1, 1, 1}, Bounds.of(new int[] {3, 1, 1}, new int[] {3, 3, 3}), THREE);

        assertThat(matching.outcome().relaxations()).containsExactly(new Relaxation(0, Side.LOW, 3, 1));
    }

    @Test
    void high_bounds_that_offer_too_little_give_way_from_the_lowest() {
        var matching = match(new int[] {2, 2, 2}, Bounds.of(new int[] {0, 0, 0}, new int[] {3, 1, 0}), THREE);

        assertThat(matching.outcome().relaxations())
                .containsExactly(new Relaxation(1, Side.HIGH, 1, 2), new Relaxation(2, Side.HIGH, 0, 2));
    }

    @Test
    void bounds_no_rows_can_keep_give_way_though_their_sums_fit() {
        // Row 0 holds all three columns, and row 1 can help one of them only: the one it likes.
        var worth = new double[][] {{0.5, 0.5, 0.5}, {0.9, 0.1, 0.2}};
        var matching = match(new int[] {3, 1}, Bounds.of(new int[] {2, 2, 0}, new int[] {2, 2, 2}), worth);

        assertThat(matching.held(1)).containsExactly(0);
        assertThat(matching.outcome().relaxations()).containsExactly(new Relaxation(1, Side.LOW, 2, 1));
    }

    @Test
    void no_rows_are_no_trouble() {
        var matching = match(new int[0], Bounds.even(3, 1, 2), new double[0][3]);

        assertThat(matching.objective()).isEqualTo(0);
        assertThat(matching.outcome().relaxations()).hasSize(3);
    }

    @Test
    void refuses_what_has_no_sum() {
        assertThatThrownBy(() -> match(new int[] {1}, Bounds.even(1, 0, 1), new double[][] {{Double.NaN}}))
                .hasMessageContaining("row 0, column 0");
        assertThatThrownBy(() -> match(new int[] {-1}, Bounds.even(1, 0, 1), new double[][] {{1}}))
                .hasMessageContaining("[-1]");
        assertThatThrownBy(() -> match(new int[] {1}, Bounds.even(1, 0, 1), new double[][] {{1}})
                        .held(1))
                .isInstanceOf(ArrayIndexOutOfBoundsException.class);
    }

    @Test
    void large_and_alike_is_still_exact() {
        for (int kind = 0; kind < 4; kind++) {
            var sums = Sums.drawn(700, 24, kind, 5);
            var matching = sums.matcher().match();
            assertThat(matching.proof().objective()).isEqualTo(matching.proof().bound());
            assertThat(matching.outcome().relaxations()).isEmpty();
        }
    }

    @Test
    void large_ones_are_the_same_from_any_start_and_after_changes() {
        for (int kind = 0; kind < 3; kind++) {
            var sums = Sums.drawn(900, 40, kind, 9);
            var cold = sums.matcher().match();
            var draw = CounterRandom.of(kind, "start");
            var start =
                    IntStream.range(0, 40).mapToDouble(e -> draw.unit(e) - 0.5).toArray();
            assertSame(sums.matcher().match(start), cold, 900);

            var mended = sums.matcher();
            mended.match();
            for (int r = 0; r < 900; r += 30) {
                mended.change(r, 0, (x, e) -> 0);
            }
            mended.rematch();
            for (int r = 0; r < 900; r += 30) {
                mended.change(r, sums.capacity()[r], (x, e) -> sums.worth()[x][e]);
            }
            assertSame(mended.rematch(), cold, 900);
        }
    }

    @Test
    void threads_change_nothing() throws Exception {
        var sums = Sums.drawn(1500, 100, 2, 3);
        var alone = new ForkJoinPool(1);
        var several = new ForkJoinPool(4);
        try {
            var one = alone.submit(() -> sums.matcher().match()).get();
            var four = several.submit(() -> sums.matcher().match()).get();
            assertSame(four, one, 1500);
        } finally {
            alone.shutdown();
            several.shutdown();
        }
    }

    private static void assertSame(Matching matching, Matching other, int rows) {
        assertThat(matching.proof()).isEqualTo(other.proof());
        assertThat(matching.prices()).isEqualTo(other.prices());
        for (int r = 0; r < rows; r++) {
            assertThat(matching.held(r)).isEqualTo(other.held(r));
            assertThat(matching.value(r)).isEqualTo(other.value(r));
        }
    }

    private static Matching match(int[] capacity, Bounds bounds, double[][] worth) {
        return new Matcher(capacity, bounds, (r, e) -> worth[r][e], Tie.NONE).match();
    }
}
