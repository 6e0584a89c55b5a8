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
class MatcherPropertiesTest {
    @Provide
    Arbitrary<Sums> tiny() {
        return sums(4, 4);
    }

    @Provide
    Arbitrary<Sums> middling() {
        return sums(60, 12);
    }

    private static Arbitrary<Sums> sums(int rows, int columns) {
        return Combinators.combine(
                        Arbitraries.integers().between(1, rows),
                        Arbitraries.integers().between(1, columns),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.longs())
                .as(Sums::drawn);
    }

    @Property(tries = 1500, seed = "11")
    void is_the_best_there_is_by_trying_everything(@ForAll("tiny") Sums sums) {
        double best = sums.byForce();
        var matching = sums.matcher().match();

        if (Double.isNaN(best)) {
            assertThat(matching.outcome().relaxations()).isNotEmpty();
        } else {
            assertThat(matching.outcome().relaxations()).isEmpty();
            assertThat(matching.objective()).isEqualTo(best, within(1e-9));
        }
    }

    @Property(tries = 500, seed = "12")
    void keeps_capacities_and_bounds_and_its_prices_prove_it(@ForAll("middling") Sums sums) {
        var matching = sums.matcher().match();
        var bounds = matching.outcome().bounds();
        int[] counts = sums.counts(matching);

        for (int r = 0; r < sums.rows(); r++) {
            assertThat(matching.held(r))
                    .hasSize(Math.min(sums.capacity()[r], sums.columns()))
                    .isSorted();
            assertThat(Arrays.stream(matching.held(r)).distinct().count()).isEqualTo(matching.held(r).length);
        }
        for (int e = 0; e < sums.columns(); e++) {
            assertThat(counts[e]).isBetween(bounds.low(e), bounds.high(e));
        }
        assertThat(matching.proof().objective()).isEqualTo(matching.proof().bound());
        assertThat(matching.objective()).isEqualTo(sums.worth(matching), within(1e-9));
    }

    @Property(tries = 300, seed = "13")
    void values_and_prices_add_up_to_the_objective(@ForAll("middling") Sums sums) {
        var matching = sums.matcher().match();
        int[] counts = sums.counts(matching);

        double values =
                IntStream.range(0, sums.rows()).mapToDouble(matching::value).sum();
        double paid = IntStream.range(0, sums.columns())
                .mapToDouble(e -> counts[e] * matching.price(e))
                .sum();
        assertThat(values - paid).isEqualTo(matching.objective(), within(1e-5));
    }

    @Property(tries = 300, seed = "14")
    void neither_its_start_nor_what_came_before_changes_it(@ForAll("middling") Sums sums, @ForAll long seed) {
        var cold = sums.matcher().match();
        var draw = CounterRandom.of(seed, "start");
        var start = IntStream.range(0, sums.columns())
                .mapToDouble(e -> draw.unit(e) - 0.5)
                .toArray();

        assertSame(sums, sums.matcher().match(start), cold);
        assertSame(sums, sums.matcher().match(cold.prices()), cold);
        var used = sums.matcher();
        used.match(start);
        assertSame(sums, used.match(), cold);
    }

    @Property(tries = 300, seed = "15")
    void a_few_changed_rows_give_what_matching_anew_gives(@ForAll("middling") Sums sums, @ForAll long seed) {
        var other = Sums.drawn(sums.rows(), sums.columns(), 0, seed);
        var matcher = sums.matcher();
        matcher.match();
        var capacity = sums.capacity().clone();
        var worth = sums.worth().clone();
        for (int r = 0; r < sums.rows(); r += 4) {
            capacity[r] = other.capacity()[r];
            worth[r] = Arrays.stream(other.worth()[r]).map(v -> v * 0.9).toArray();
            double[] row = worth[r];
            matcher.change(r, capacity[r], (x, e) -> row[e]);
        }
        var changed = new Sums(capacity, sums.low(), sums.high(), worth, sums.tie());

        var anew = changed.matcher().match();
        var mended = matcher.rematch();
        if (anew.outcome().relaxations().isEmpty()) {
            assertThat(mended.objective()).isEqualTo(anew.objective(), within(1e-9));
        }
        assertThat(mended.proof().objective()).isEqualTo(mended.proof().bound());
    }

    @Property(tries = 300, seed = "16")
    void the_order_of_rows_and_columns_is_moot(@ForAll("middling") Sums sums, @ForAll long seed) {
        int[] rows = shuffled(sums.rows(), seed);
        int[] columns = shuffled(sums.columns(), seed + 1);
        var moved = new Sums(
                Arrays.stream(rows).map(r -> sums.capacity()[r]).toArray(),
                sums.low(),
                sums.high(),
                Arrays.stream(rows)
                        .mapToObj(r -> Arrays.stream(columns)
                                .mapToDouble(e -> sums.worth()[r][e])
                                .toArray())
                        .toArray(double[][]::new),
                Arrays.stream(rows)
                        .mapToObj(r -> Arrays.stream(columns)
                                .map(e -> sums.tie()[r][e])
                                .toArray())
                        .toArray(int[][]::new));

        var matching = sums.matcher().match();
        var other = moved.matcher().match();
        if (matching.outcome().relaxations().isEmpty()) {
            for (int i = 0; i < rows.length; i++) {
                assertThat(Arrays.stream(other.held(i))
                                .map(e -> columns[e])
                                .sorted()
                                .toArray())
                        .isEqualTo(matching.held(rows[i]));
            }
        }
    }

    @Property(tries = 300, seed = "17")
    void more_room_is_never_worth_less(@ForAll("middling") Sums sums, @ForAll long seed) {
        int row = (int) Math.floorMod(seed, (long) sums.rows());
        double[][] worth = Arrays.stream(sums.worth())
                .map(r -> Arrays.stream(r).map(Math::abs).toArray())
                .toArray(double[][]::new);
        var open = new Sums(sums.capacity(), sums.low(), sums.rows(), worth, sums.tie());
        int[] more = sums.capacity().clone();
        more[row]++;

        var before = open.matcher().match();
        var after = new Sums(more, sums.low(), sums.rows(), worth, sums.tie())
                .matcher()
                .match();
        if (before.outcome().relaxations().isEmpty()) {
            assertThat(after.proof().objective())
                    .isGreaterThanOrEqualTo(before.proof().objective());
        }
    }

    private static void assertSame(Sums sums, Matching matching, Matching other) {
        assertThat(matching.proof()).isEqualTo(other.proof());
        if (other.outcome().relaxations().isEmpty()) {
            for (int r = 0; r < sums.rows(); r++) {
                assertThat(matching.held(r)).isEqualTo(other.held(r));
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
