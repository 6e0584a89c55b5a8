package dev.fedmoe.core.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fedmoe.core.random.CounterRandom;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every matching, whatever its shape. */
class DualPriceSolverPropertiesTest {
    @Provide
    Arbitrary<MatchingProblemFixture> tiny() {
        return problems(4, 4);
    }

    @Provide
    Arbitrary<MatchingProblemFixture> middling() {
        return problems(60, 12);
    }

    private static Arbitrary<MatchingProblemFixture> problems(int rows, int columns) {
        return Combinators.combine(
                        Arbitraries.integers().between(1, rows),
                        Arbitraries.integers().between(1, columns),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.longs())
                .as(MatchingProblemFixture::drawn);
    }

    @Property(tries = 1500, seed = "11")
    void isTheBestThereIsByTryingEverything(@ForAll("tiny") MatchingProblemFixture problem) {
        double best = problem.byForce();
        var matching = problem.solved();

        if (Double.isNaN(best)) {
            assertThat(matching.outcome().relaxations()).isNotEmpty();
        } else {
            assertThat(matching.outcome().relaxations()).isEmpty();
            assertThat(matching.objective()).isEqualTo(best, within(1e-9));
        }
    }

    @Property(tries = 500, seed = "12")
    void keepsCapacitiesAndBoundsAndItsPricesProveIt(@ForAll("middling") MatchingProblemFixture problem) {
        var matching = problem.solved();
        var bounds = matching.outcome().bounds();
        int[] counts = problem.counts(matching);

        for (int r = 0; r < problem.rows(); r++) {
            assertThat(matching.columnsOf(r))
                    .hasSize(Math.min(problem.capacity()[r], problem.columns()))
                    .isSorted();
            assertThat(Arrays.stream(matching.columnsOf(r)).distinct().count()).isEqualTo(matching.columnsOf(r).length);
        }
        for (int e = 0; e < problem.columns(); e++) {
            assertThat(counts[e]).isBetween(bounds.low(e), bounds.high(e));
        }
        assertThat(matching.proof().objective()).isEqualTo(matching.proof().bound());
        assertThat(matching.objective()).isEqualTo(problem.worth(matching), within(1e-9));
    }

    @Property(tries = 300, seed = "13")
    void valuesAndPricesAddUpToTheObjective(@ForAll("middling") MatchingProblemFixture problem) {
        var matching = problem.solved();
        int[] counts = problem.counts(matching);

        double values =
                IntStream.range(0, problem.rows()).mapToDouble(matching::value).sum();
        double paid = IntStream.range(0, problem.columns())
                .mapToDouble(e -> counts[e] * matching.price(e))
                .sum();
        assertThat(values - paid).isEqualTo(matching.objective(), within(1e-5));
    }

    @Property(tries = 300, seed = "14")
    void neitherItsStartNorWhatCameBeforeChangesIt(
            @ForAll("middling") MatchingProblemFixture problem, @ForAll long seed) {
        var cold = problem.solved();
        var draw = CounterRandom.of(seed, "start");
        var start = IntStream.range(0, problem.columns())
                .mapToDouble(e -> draw.unit(e) - 0.5)
                .toArray();

        assertSame(problem, new DualPriceSolver().solve(problem.problem(), start), cold);
        assertSame(problem, new DualPriceSolver().solve(problem.problem(), cold.prices()), cold);
        var used = new DualPriceSolver().incremental(problem.problem());
        used.match(start);
        assertSame(problem, used.match(), cold);
    }

    @Property(tries = 300, seed = "15")
    void aFewChangedRowsGiveWhatMatchingAnewGives(
            @ForAll("middling") MatchingProblemFixture problem, @ForAll long seed) {
        var other = MatchingProblemFixture.drawn(problem.rows(), problem.columns(), 0, seed);
        var matcher = new DualPriceSolver().incremental(problem.problem());
        matcher.match();
        var capacity = problem.capacity().clone();
        var worth = problem.worth().clone();
        for (int r = 0; r < problem.rows(); r += 4) {
            capacity[r] = other.capacity()[r];
            worth[r] = Arrays.stream(other.worth()[r]).map(v -> v * 0.9).toArray();
            double[] row = worth[r];
            matcher.change(r, capacity[r], (x, e) -> row[e]);
        }
        var changed = new MatchingProblemFixture(capacity, problem.low(), problem.high(), worth, problem.tie());

        var anew = changed.solved();
        var mended = matcher.rematch();
        if (anew.outcome().relaxations().isEmpty()) {
            assertThat(mended.objective()).isEqualTo(anew.objective(), within(1e-9));
        }
        assertThat(mended.proof().objective()).isEqualTo(mended.proof().bound());
    }

    @Property(tries = 300, seed = "16")
    void theOrderOfRowsAndColumnsIsMoot(@ForAll("middling") MatchingProblemFixture problem, @ForAll long seed) {
        int[] rows = shuffled(problem.rows(), seed);
        int[] columns = shuffled(problem.columns(), seed + 1);
        var moved = new MatchingProblemFixture(
                Arrays.stream(rows).map(r -> problem.capacity()[r]).toArray(),
                problem.low(),
                problem.high(),
                Arrays.stream(rows)
                        .mapToObj(r -> Arrays.stream(columns)
                                .mapToDouble(e -> problem.worth()[r][e])
                                .toArray())
                        .toArray(double[][]::new),
                Arrays.stream(rows)
                        .mapToObj(r -> Arrays.stream(columns)
                                .map(e -> problem.tie()[r][e])
                                .toArray())
                        .toArray(int[][]::new));

        var matching = problem.solved();
        var other = moved.solved();
        if (matching.outcome().relaxations().isEmpty()) {
            for (int i = 0; i < rows.length; i++) {
                assertThat(Arrays.stream(other.columnsOf(i))
                                .map(e -> columns[e])
                                .sorted()
                                .toArray())
                        .isEqualTo(matching.columnsOf(rows[i]));
            }
        }
    }

    @Property(tries = 300, seed = "17")
    void moreRoomIsNeverWorthLess(@ForAll("middling") MatchingProblemFixture problem, @ForAll long seed) {
        int row = (int) Math.floorMod(seed, (long) problem.rows());
        double[][] worth = Arrays.stream(problem.worth())
                .map(r -> Arrays.stream(r).map(Math::abs).toArray())
                .toArray(double[][]::new);
        var open = new MatchingProblemFixture(problem.capacity(), problem.low(), problem.rows(), worth, problem.tie());
        int[] more = problem.capacity().clone();
        more[row]++;

        var before = open.solved();
        var after = new MatchingProblemFixture(more, problem.low(), problem.rows(), worth, problem.tie()).solved();
        if (before.outcome().relaxations().isEmpty()) {
            assertThat(after.proof().objective())
                    .isGreaterThanOrEqualTo(before.proof().objective());
        }
    }

    private static void assertSame(MatchingProblemFixture problem, Matching matching, Matching other) {
        assertThat(matching.proof()).isEqualTo(other.proof());
        if (other.outcome().relaxations().isEmpty()) {
            for (int r = 0; r < problem.rows(); r++) {
                assertThat(matching.columnsOf(r)).isEqualTo(other.columnsOf(r));
            }
            // Prices say what one row more would change, which does not depend on how the matching was found.
            assertThat(matching.prices()).isEqualTo(other.prices());
        }
    }

    private static int[] shuffled(int n, long seed) {
        var draw = CounterRandom.of(seed, "shuffled");
        return IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingLong((Integer i) -> draw.bits(i)))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
