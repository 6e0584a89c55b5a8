package dev.fedmoe.core.alignment;

import static dev.fedmoe.core.alignment.AlignmentFixture.UNSEEN;
import static dev.fedmoe.core.alignment.AlignmentFixture.client;
import static dev.fedmoe.core.alignment.AlignmentFixture.experts;
import static dev.fedmoe.core.alignment.AlignmentFixture.holders;
import static dev.fedmoe.core.alignment.AlignmentFixture.reason;
import static dev.fedmoe.core.alignment.AlignmentFixture.round;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fedmoe.core.alignment.AlignmentProblem.Participant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FitnessAndLoadAlignerTest {
    private static final Aligner POLICY = new FitnessAndLoadAligner(0.5, 0.1);

    @Test
    void equalLoadLeavesTheChoiceToFitness() {
        var plan = POLICY.align(round(3, 1, List.of(100.0, 100.0, 100.0), AlignmentFixture.rivals()));

        AlignmentFixture.assertRivalsAgree(plan);
        assertThat(reason(plan, "a", 0)).isEqualTo("fits it best (fitness 0.90)");
    }

    @Test
    void anExpertShortOfTrainingIsWorthAWorseFit() {
        // A range of 800 + 40 / 4: 0.5 × 0.9 + 0.5 × 10 / 810 against 0.5 × 0.6 + 0.5.
        var plan = POLICY.align(
                round(3, 0, List.of(1000.0, 200.0, 1000.0, 1000.0), client("a", 1, 40, 0.9, 0.6, 0.1, 0.2)));

        assertThat(experts(plan, "a")).containsExactly(1);
        assertThat(reason(plan, "a", 1)).isEqualTo("short of training (load 0.063 of all, price 0.49, fitness 0.60)");
        assertThat(plan.prices()).containsExactly(0.0, 0.5 * 800 / 810, 0.0, 0.0);
    }

    @Test
    void everyChoiceSaysWhatAnotherWouldHaveTaken() {
        var plan = POLICY.align(
                round(3, 0, List.of(1000.0, 200.0, 1000.0, 1000.0), client("a", 1, 40, 0.9, 0.6, 0.1, 0.2)));

        var grounds = AlignmentFixture.grounds(plan, "a", 1);
        assertThat(grounds.seen()).isEqualTo(0.6);
        assertThat(grounds.load()).isEqualTo(200.0 / 3200);
        assertThat(grounds.quota()).isEqualTo(new ChoiceExplanation.Quota(1, 0, 1));
        // 0.6 + 810 / 810 of expert 1, before it came, against 0.9 + 10 / 810 of expert 0; load and fitness weigh the
        // same.
        var instead = Objects.requireNonNull(grounds.instead());
        assertThat(instead.expert()).isZero();
        assertThat(instead.completed()).isEqualTo(0.9);
        assertThat(instead.missing()).isCloseTo(0.6 + 1 - 0.9 - 10 / 810.0, within(1e-9));
    }

    @Test
    void boundsAreThoseOfAnEvenShareHoweverItIsRounded() {
        // Fifty slots for each of two experts, slack 0.1: 55 at most; in floating point 50 × 1.1 is a little more.
        var clients = IntStream.range(0, 100)
                .mapToObj(c -> client("c" + c, 1, 10, 0.9, 0.1))
                .toArray(Participant[]::new);

        var plan = POLICY.align(round(3, 0, List.of(100.0, 100.0), clients));

        assertThat(AlignmentFixture.grounds(plan, "c0", experts(plan, "c0").get(0))
                        .quota()
                        .high())
                .isEqualTo(55);
    }

    @Test
    void aPopularExpertIsSharedOutAndEachGetsItsHolders() {
        // All four clients like expert 0 most; every expert wants two holders, and there are just enough slots.
        var plan = POLICY.align(round(
                3,
                2,
                List.of(100.0, 100.0, 100.0, 100.0),
                client("a", 2, 10, 0.9, 0.1, 0.1, 0.1),
                client("b", 2, 10, 0.9, 0.1, 0.1, 0.1),
                client("c", 2, 10, 0.9, 0.1, 0.1, 0.1),
                client("d", 2, 10, 0.9, 0.1, 0.1, 0.1)));

        for (int expert = 0; expert < 4; expert++) {
            assertThat(holders(plan, expert)).isEqualTo(2);
        }
    }

    @Test
    void everyExpertHasItsHoldersAndNoneManyMoreWheneverSlotsAllow() {
        for (int i = 0; i < 400; i++) {
            var problem = AlignmentFixture.drawn(i);
            var plan = POLICY.align(problem);
            int slots = plan.assignments().stream()
                    .mapToInt(a -> a.choices().size())
                    .sum();
            int low = Math.min(problem.minHolders(), slots / problem.experts());
            double even = (double) slots / problem.experts();
            for (int expert = 0; expert < problem.experts(); expert++) {
                assertThat(holders(plan, expert))
                        .as("holders of expert %d in problem %d", expert, i)
                        .isBetween(Math.max(low, (int) Math.floor(even * 0.9)), (int) Math.ceil(even * 1.1));
            }
        }
    }

    @Test
    void scarceSlotsRotateThroughAllExperts() {
        // One client, one slot, nothing known: load alone moves it on.
        var load = new double[] {0, 0, 0, 0};
        for (int number = 1; number <= 8; number++) {
            var plan = POLICY.align(round(
                    number,
                    2,
                    List.of(load[0], load[1], load[2], load[3]),
                    client("a", 1, 10, UNSEEN, UNSEEN, UNSEEN, UNSEEN)));
            load[experts(plan, "a").get(0)] += 10;
        }

        assertThat(load).containsExactly(20, 20, 20, 20);
    }

    @Test
    void whatIsHandedOutCountsAsLoadToCome() {
        // Three slots, two experts: whoever chooses last joins the expert that has fewer samples coming. The large
        // client stays
        // alone unless it is last, two rounds in three; were handed-out slots not counted, one in three.
        int alone = 0;
        for (int number = 1; number <= 60; number++) {
            var plan = POLICY.align(round(
                    number,
                    1,
                    List.of(0.0, 0.0),
                    client("large", 1, 900, UNSEEN, UNSEEN),
                    client("small-1", 1, 100, UNSEEN, UNSEEN),
                    client("small-2", 1, 100, UNSEEN, UNSEEN)));
            alone += experts(plan, "small-1").equals(experts(plan, "small-2")) ? 1 : 0;
        }

        assertThat(alone).isBetween(31, 49);
    }

    @Test
    void noClientIsNoTrouble() {
        assertThat(POLICY.align(round(1, 2, List.of(0.0, 0.0))).assignments()).isEmpty();
    }
}
