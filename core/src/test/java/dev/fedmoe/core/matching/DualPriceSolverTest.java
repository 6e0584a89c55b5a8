package dev.fedmoe.core.matching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.core.random.CounterRandom;
import java.util.EnumSet;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DualPriceSolverTest extends MatchingSolverContract {
    @Override
    MatchingSolver solver() {
        return new DualPriceSolver();
    }

    @Test
    void largeAndAlikeIsStillExact() {
        for (int kind = 0; kind < 4; kind++) {
            var problem = MatchingProblemFixture.drawn(700, 24, kind, 5);
            var matching = problem.solved();
            assertThat(matching.proof().objective()).isEqualTo(matching.proof().bound());
            assertThat(matching.outcome().relaxations()).isEmpty();
        }
    }

    @Test
    void largeOnesAreTheSameFromAnyStartAndAfterChanges() {
        for (int kind = 0; kind < 3; kind++) {
            var problem = MatchingProblemFixture.drawn(900, 40, kind, 9);
            var cold = problem.solved();
            var draw = CounterRandom.of(kind, "start");
            var start =
                    IntStream.range(0, 40).mapToDouble(e -> draw.unit(e) - 0.5).toArray();
            assertSame(new DualPriceSolver().solve(problem.problem(), start), cold, 900);

            var mended = new DualPriceSolver().incremental(problem.problem());
            mended.match();
            for (int r = 0; r < 900; r += 30) {
                mended.change(r, 0, (x, e) -> 0);
            }
            mended.rematch();
            for (int r = 0; r < 900; r += 30) {
                mended.change(r, problem.capacity()[r], (x, e) -> problem.worth()[x][e]);
            }
            assertSame(mended.rematch(), cold, 900);
        }
    }

    @Test
    void threadsChangeNothing() throws Exception {
        var problem = MatchingProblemFixture.drawn(1500, 100, 2, 3);
        var alone = new ForkJoinPool(1);
        var several = new ForkJoinPool(4);
        try {
            var one = alone.submit(() -> problem.solved()).get();
            var four = several.submit(() -> problem.solved()).get();
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
            assertThat(matching.columnsOf(r)).isEqualTo(other.columnsOf(r));
            assertThat(matching.value(r)).isEqualTo(other.value(r));
        }
    }

    @ParameterizedTest
    @EnumSource(SolverAccelerator.class)
    void acceleratorsChangeNothing(SolverAccelerator without) {
        var problem = MatchingProblemFixture.drawn(900, 40, 2, 3).problem();
        var others = EnumSet.complementOf(EnumSet.of(without));

        assertSame(new DualPriceSolver(others).solve(problem), new DualPriceSolver().solve(problem), 900);
    }
}
