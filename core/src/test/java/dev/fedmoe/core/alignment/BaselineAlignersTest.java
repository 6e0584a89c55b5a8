package dev.fedmoe.core.alignment;

import static dev.fedmoe.core.alignment.AlignmentFixture.UNSEEN;
import static dev.fedmoe.core.alignment.AlignmentFixture.client;
import static dev.fedmoe.core.alignment.AlignmentFixture.experts;
import static dev.fedmoe.core.alignment.AlignmentFixture.holders;
import static dev.fedmoe.core.alignment.AlignmentFixture.reason;
import static dev.fedmoe.core.alignment.AlignmentFixture.round;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BaselineAlignersTest {
    private static final List<Double> EVEN = Collections.nCopies(4, 100.0);

    @Test
    void greedyGivesEachClientWhatFitsItBest() {
        var plan = new GreedyAligner()
                .align(round(
                        3, 1, EVEN, client("a", 2, 100, 0.2, 0.9, 0.8, 0.1), client("b", 1, 100, 0.1, 0.7, 0.2, 0.3)));

        assertThat(experts(plan, "a")).containsExactly(1, 2);
        assertThat(experts(plan, "b")).containsExactly(1);
        assertThat(reason(plan, "a", 1)).isEqualTo("fits it best (fitness 0.90)");
        assertThat(reason(plan, "a", 2)).isEqualTo("fits it (fitness 0.80, rank 2)");
    }

    @Test
    void greedySaysWhatAnotherWouldHaveTaken() {
        var plan = new GreedyAligner().align(round(3, 1, EVEN, client("a", 2, 100, 0.2, 0.9, 0.8, 0.125)));

        assertThat(AlignmentFixture.grounds(plan, "a", 1))
                .isEqualTo(new ChoiceExplanation(
                        0.9,
                        0.9,
                        null,
                        0,
                        0.25,
                        new ChoiceExplanation.Quota(1, 0, Integer.MAX_VALUE),
                        new ChoiceExplanation.Alternative(0, 0.2, 0.8 - 0.2)));
    }

    @Test
    void greedyTakesTheLessLoadedOfEquals() {
        var plan = new GreedyAligner()
                .align(round(3, 1, List.of(5.0, 4.0, 9.0, 4.5), client("a", 1, 100, 0.5, 0.5, 0.5 + 4e-7, 0.5)));

        assertThat(experts(plan, "a")).containsExactly(1);
    }

    @Test
    void anUnseenPairIsWorthWhatItsClientAndExpertUsuallyAre() {
        var clients = List.of(
                client("a", 1, 100, 0.9, 0.3, 0.6, UNSEEN),
                client("b", 1, 100, 0.9, UNSEEN, UNSEEN, 0.5),
                client("newcomer", 1, 100, UNSEEN, UNSEEN, UNSEEN, UNSEEN));
        var estimate = FitnessEstimate.of(clients, 4);

        // Mean 0.64. Column 0: (1.8 + 2 × 0.64) / 4 = 0.77. Row a: (1.8 + 1.28) / 5 = 0.616; column 3: (0.5 + 1.28) /
        // 3.
        assertThat(estimate.of(2, 0)).isEqualTo(0.77, within(1e-12));
        assertThat(estimate.of(0, 3)).isEqualTo(0.616 + 1.78 / 3 - 0.64, within(1e-12));
        assertThat(estimate.isSeen(0, 3)).isFalse();

        var plan = new GreedyAligner().align(round(3, 1, EVEN, clients.get(2), clients.get(1), clients.get(0)));
        assertThat(reason(plan, "newcomer", 0)).isEqualTo("never tried here, likely to fit (estimate 0.77)");
    }

    @Test
    void beforeAnythingIsKnownAllAreWorthTheSame() {
        var estimate = FitnessEstimate.of(List.of(client("a", 1, 100, UNSEEN, UNSEEN)), 2);

        assertThat(estimate.of(0, 0)).isEqualTo(0.5);
        assertThat(estimate.of(0, 1)).isEqualTo(0.5);
    }

    @Test
    void roundRobinDealsEvenlyAndMovesOnEachRound() {
        var a = client("a", 2, 100, UNSEEN, UNSEEN, UNSEEN, UNSEEN);
        var b = client("b", 2, 100, UNSEEN, UNSEEN, UNSEEN, UNSEEN);

        var first = new RoundRobinAligner().align(round(1, 1, EVEN, b, a));
        var second = new RoundRobinAligner().align(round(2, 1, EVEN, b, a));

        assertThat(experts(first, "a")).containsExactly(0, 1);
        assertThat(experts(first, "b")).containsExactly(2, 3);
        assertThat(experts(second, "a")).containsExactly(1, 2);
        assertThat(experts(second, "b")).containsExactly(0, 3);
        assertThat(reason(second, "b", 0)).isEqualTo("next in turn (round 2 begins at expert 1)");
    }

    @Test
    void roundRobinHoldersDifferByOneAtMost() {
        for (int i = 0; i < 400; i++) {
            var problem = AlignmentFixture.drawn(i);
            var plan = new RoundRobinAligner().align(problem);
            var counts = IntStream.range(0, problem.experts())
                    .map(e -> holders(plan, e))
                    .summaryStatistics();
            assertThat(counts.getMax() - counts.getMin()).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void randomDrawsAnewEachRoundAndMeetsEverything() {
        var seen = new HashSet<Integer>();
        var plans = new HashSet<List<Integer>>();
        for (int number = 1; number <= 40; number++) {
            var plan = new RandomAligner().align(round(number, 1, EVEN, client("a", 2, 100, 0.9, 0.1, 0.1, 0.1)));
            seen.addAll(experts(plan, "a"));
            plans.add(experts(plan, "a"));
        }

        assertThat(seen).containsExactlyInAnyOrder(0, 1, 2, 3);
        assertThat(plans).hasSize(6);
    }
}
