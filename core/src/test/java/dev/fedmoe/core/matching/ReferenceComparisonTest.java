package dev.fedmoe.core.matching;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The fast solver against the textbook's. */
class ReferenceComparisonTest {
    @Provide
    Arbitrary<MatchingProblemFixture> problems() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 40),
                        Arbitraries.integers().between(1, 12),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.longs())
                .as(MatchingProblemFixture::drawn);
    }

    @Property(tries = 600, seed = "21")
    void findsTheSameMatchingAndTheSamePrices(@ForAll("problems") MatchingProblemFixture drawn) {
        var reference = new SuccessiveShortestPathSolver().solve(drawn.problem());
        var matching = new DualPriceSolver().solve(drawn.problem());

        if (reference.outcome().relaxations().isEmpty()) {
            assertThat(matching.outcome().relaxations()).isEmpty();
            assertThat(matching.proof()).isEqualTo(reference.proof());
            for (int r = 0; r < drawn.rows(); r++) {
                assertThat(matching.columnsOf(r)).isEqualTo(reference.columnsOf(r));
            }
            assertThat(matching.prices()).isEqualTo(reference.prices());
        }
    }

    @Property(tries = 300, seed = "22")
    void givesUpNoMoreOfTheBounds(@ForAll("problems") MatchingProblemFixture drawn) {
        var tight = drawn.tight();
        var reference = new SuccessiveShortestPathSolver().solve(tight.problem());
        var matching = new DualPriceSolver().solve(tight.problem());

        assertThat(givenUp(matching)).isEqualTo(givenUp(reference));
    }

    private static int givenUp(Matching matching) {
        return matching.outcome().relaxations().stream()
                .mapToInt(relaxation -> Math.abs(relaxation.asked() - relaxation.granted()))
                .sum();
    }
}
