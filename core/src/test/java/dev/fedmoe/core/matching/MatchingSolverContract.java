package dev.fedmoe.core.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fedmoe.core.matching.BoundRelaxation.Side;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What every {@link MatchingSolver} does. */
abstract class MatchingSolverContract {
    private static final double[][] THREE = {{0.9, 0.5, 0.1}, {0.8, 0.7, 0.1}, {0.9, 0.1, 0.3}};

    abstract MatchingSolver solver();

    @Test
    void givesEachWhatIsBestForAll() {
        // All like column 0 best; one each: 0.5 + 0.7 + 0.9 loses to 0.9 + 0.7 + 0.3.
        var matching = match(new int[] {1, 1, 1}, DegreeBounds.even(3, 1, 1), THREE);

        assertThat(matching.columnsOf(0)).containsExactly(0);
        assertThat(matching.columnsOf(1)).containsExactly(1);
        assertThat(matching.columnsOf(2)).containsExactly(2);
        assertThat(matching.objective()).isEqualTo(1.9, within(1e-12));
    }

    @Test
    void aPriceIsWhatOneRowMoreIsWorth() {
        // Column 0 is full: were there one more, row 1 would leave it for 0.1 less. Column 2 is held to its least: were
        // there one
        // more, row 2 would go to column 0 for 0.6 more and row 1 make room.
        var matching = match(new int[] {1, 1, 1}, DegreeBounds.of(new int[] {0, 0, 1}, new int[] {2, 3, 3}), THREE);

        assertThat(matching.objective()).isEqualTo(0.9 + 0.8 + 0.3, within(1e-12));
        assertThat(matching.price(0)).isEqualTo(-0.1, within(1e-6));
        assertThat(matching.price(1)).isEqualTo(0, within(1e-6));
        assertThat(matching.price(2)).isEqualTo(0.5, within(1e-6));
        assertThat(matching.value(0)).isEqualTo(0.9 - 0.1, within(1e-6));
    }

    @Test
    void whenEveryColumnIsFullPricesAreRelativeToTheOneThatNeedsItMost() {
        var matching = match(new int[] {1, 1, 1}, DegreeBounds.even(3, 1, 1), THREE);

        assertThat(Arrays.stream(matching.prices()).max().orElseThrow()).isEqualTo(0, within(1e-6));
    }

    @Test
    void ofEquallyGoodOnesTheTieDecides() {
        var worth = new double[2][2];
        var straight = solver().solve(new MatchingProblem(
                new int[] {1, 1},
                DegreeBounds.even(2, 1, 1),
                (r, e) -> worth[r][e],
                (r, e) -> r == e ? 9 << 20 : 1 << 20));
        var crossed = solver().solve(new MatchingProblem(
                new int[] {1, 1},
                DegreeBounds.even(2, 1, 1),
                (r, e) -> worth[r][e],
                (r, e) -> r == e ? 1 << 20 : 9 << 20));

        assertThat(straight.columnsOf(0)).containsExactly(0);
        assertThat(crossed.columnsOf(0)).containsExactly(1);
    }

    @Test
    void aMillionthOutweighsEveryTie() {
        var matching = solver().solve(new MatchingProblem(
                new int[] {1},
                DegreeBounds.even(2, 0, 1),
                (r, e) -> e == 0 ? 0.5 : 0.500001,
                (r, e) -> e == 0 ? Integer.MAX_VALUE : 0));

        assertThat(matching.columnsOf(0)).containsExactly(1);
    }

    @Test
    void roomBeyondTheColumnsIsLeftEmpty() {
        var matching = match(new int[] {5, 0, 3}, DegreeBounds.even(3, 0, 3), THREE);

        assertThat(matching.columnsOf(0)).containsExactly(0, 1, 2);
        assertThat(matching.columnsOf(1)).isEmpty();
        assertThat(matching.columnsOf(2)).containsExactly(0, 1, 2);
    }

    @Test
    void lowBoundsThatAskForTooMuchGiveWayFromTheHighest() {
        var matching = match(new int[] {1, 1, 1}, DegreeBounds.of(new int[] {3, 1, 1}, new int[] {3, 3, 3}), THREE);

        assertThat(matching.outcome().relaxations()).containsExactly(new BoundRelaxation(0, Side.LOW, 3, 1));
    }

    @Test
    void highBoundsThatOfferTooLittleGiveWayFromTheLowest() {
        var matching = match(new int[] {2, 2, 2}, DegreeBounds.of(new int[] {0, 0, 0}, new int[] {3, 1, 0}), THREE);

        assertThat(matching.outcome().relaxations())
                .containsExactly(new BoundRelaxation(1, Side.HIGH, 1, 2), new BoundRelaxation(2, Side.HIGH, 0, 2));
    }

    @Test
    void boundsNoRowsCanKeepGiveWayThoughTheirSumsFit() {
        // Row 0 holds all three columns, and row 1 can help one of them only: the one it likes.
        var worth = new double[][] {{0.5, 0.5, 0.5}, {0.9, 0.1, 0.2}};
        var matching = match(new int[] {3, 1}, DegreeBounds.of(new int[] {2, 2, 0}, new int[] {2, 2, 2}), worth);

        assertThat(matching.columnsOf(1)).containsExactly(0);
        assertThat(matching.outcome().relaxations()).containsExactly(new BoundRelaxation(1, Side.LOW, 2, 1));
    }

    @Test
    void noRowsAreNoTrouble() {
        var matching = match(new int[0], DegreeBounds.even(3, 1, 2), new double[0][3]);

        assertThat(matching.objective()).isEqualTo(0);
        assertThat(matching.outcome().relaxations()).hasSize(3);
    }

    @Test
    void refusesWhatHasNoSum() {
        assertThatThrownBy(() -> match(new int[] {1}, DegreeBounds.even(1, 0, 1), new double[][] {{Double.NaN}}))
                .hasMessageContaining("row 0, column 0");
        assertThatThrownBy(() -> match(new int[] {-1}, DegreeBounds.even(1, 0, 1), new double[][] {{1}}))
                .hasMessageContaining("[-1]");
        assertThatThrownBy(() -> match(new int[] {1}, DegreeBounds.even(1, 0, 1), new double[][] {{1}})
                        .columnsOf(1))
                .isInstanceOf(ArrayIndexOutOfBoundsException.class);
    }

    private Matching match(int[] capacity, DegreeBounds bounds, double[][] worth) {
        return solver().solve(new MatchingProblem(capacity, bounds, (r, e) -> worth[r][e], TieBreak.NONE));
    }
}
