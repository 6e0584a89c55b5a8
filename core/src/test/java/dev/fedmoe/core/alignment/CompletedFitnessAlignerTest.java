package dev.fedmoe.core.alignment;

import static dev.fedmoe.core.alignment.AlignmentFixture.UNSEEN;
import static dev.fedmoe.core.alignment.AlignmentFixture.client;
import static dev.fedmoe.core.alignment.AlignmentFixture.experts;
import static dev.fedmoe.core.alignment.AlignmentFixture.holders;
import static dev.fedmoe.core.alignment.AlignmentFixture.reason;
import static dev.fedmoe.core.alignment.AlignmentFixture.round;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fedmoe.core.alignment.AlignmentProblem.Absent;
import dev.fedmoe.core.alignment.AlignmentProblem.Goal;
import dev.fedmoe.core.alignment.AlignmentProblem.Learned;
import dev.fedmoe.core.alignment.AlignmentProblem.Participant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CompletedFitnessAlignerTest {
    private static final Aligner POLICY = new CompletedFitnessAligner(0.1);
    private static final Aligner BOUNDED = new BoundedLoadAligner(0);

    @Test
    void boundedLoadFindsTheBestForAllAndSaysWhatItTook() {
        var plan = BOUNDED.align(round(1, 1, List.of(1.0, 1.0, 1.0), AlignmentFixture.rivals()));

        AlignmentFixture.assertRivalsAgree(plan);
        var grounds = AlignmentFixture.grounds(plan, "c", 2);
        var instead = Objects.requireNonNull(grounds.instead());
        assertThat(grounds.seen()).isEqualTo(0.7);
        assertThat(grounds.load()).isEqualTo(1.0 / 3);
        assertThat(grounds.quota()).isEqualTo(new ChoiceExplanation.Quota(1, 1, 1));
        // For expert 0 in place of 2: what c would have had to bring more, at the prices.
        assertThat(instead.expert()).isZero();
        assertThat(instead.missing())
                .isEqualTo(
                        0.7
                                + plan.prices().get(2)
                                - instead.completed()
                                - plan.prices().get(instead.expert()),
                        within(1e-9));
        assertThat(reason(plan, "a", 0)).startsWith("fits it best (fitness 0.90, seen 0.90, price -");
        assertThat(reason(plan, "a", 0)).endsWith(" more");
    }

    @Test
    void untilTwentyPairsWereTriedItDrawsEvenly() {
        var clients = IntStream.range(0, 8)
                .mapToObj(c -> client("c" + c, 2, 100, 1.0, 0.0, UNSEEN, UNSEEN))
                .toList();
        var few = problem(AlignmentObjective.PERSONALIZED, clients.subList(0, 4), List.of());
        var plan = POLICY.align(few);

        assertThat(reason(plan, "c0", experts(plan, "c0").get(0)))
                .isEqualTo("drawn at random, evenly: 8 of 20 pairs tried that fitness needs (round 5)");
        for (int e = 0; e < 4; e++) {
            assertThat(holders(plan, e)).isBetween(1, 3);
        }
    }

    @Test
    void whatLikesHaveTriedCountsForThoseWhoHaveNot() {
        // Two kinds of clients; "new" has tried expert 0 alone and found it fits, as the first kind did.
        var absent = new ArrayList<Absent>();
        for (int i = 0; i < 12; i++) {
            double one = i % 2 == 0 ? 0.8 : 0.1;
            absent.add(absent("old-" + i, one, one, 0.9 - one, 0.9 - one));
        }
        var plan = POLICY.align(problem(
                AlignmentObjective.PERSONALIZED,
                List.of(
                        client("new-0", 2, 100, 0.8, UNSEEN, UNSEEN, UNSEEN),
                        client("new-1", 2, 100, UNSEEN, UNSEEN, 0.8, UNSEEN)),
                absent));

        assertThat(experts(plan, "new-0")).containsExactly(0, 1);
        assertThat(experts(plan, "new-1")).containsExactly(2, 3);
        assertThat(reason(plan, "new-0", 1)).startsWith("never tried here, likely to fit (estimate 0.");
    }

    @Test
    void aChoiceCarriesTheAffinityThatHadASay() {
        var known = new Participant(
                "a", 1, 100, 0, List.of(0.9, 0.1, 0.1, 0.1), List.of(0.25, UNSEEN, UNSEEN, UNSEEN), List.of());
        var unknown = client("b", 1, 100, 0.1, 0.9, 0.1, 0.1);

        for (var objective : List.of(AlignmentObjective.PERSONALIZED, AlignmentObjective.BALANCED)) {
            var plan = POLICY.align(problem(objective, List.of(known, unknown), twenty(0.5, 0.5, 0.5, 0.5)));

            assertThat(AlignmentFixture.grounds(plan, "a", 0).affinity()).isEqualTo(0.25);
            assertThat(AlignmentFixture.grounds(plan, "b", 1).affinity()).isNull();
        }
        var bounded = BOUNDED.align(problem(AlignmentObjective.PERSONALIZED, List.of(known, unknown), List.of()));
        assertThat(AlignmentFixture.grounds(bounded, "a", 0).affinity()).isNull();
    }

    @Test
    void theLastPricesChangeNothingButTheTimeItTakes() {
        var drawn = AlignmentFixture.drawn(17);
        var goal = new Goal(AlignmentObjective.PERSONALIZED, drawn.experts(), drawn.minHolders());
        var plan = POLICY.align(new AlignmentProblem(17, 5, goal, drawn.clients(), Learned.ofLoad(drawn.load())));
        var learned = new Learned(drawn.load(), List.of(), plan.prices(), List.of(), List.of());
        var again = POLICY.align(new AlignmentProblem(17, 5, goal, drawn.clients(), learned));

        assertThat(plan.prices()).anyMatch(price -> price != 0);
        assertThat(again).isEqualTo(plan);
    }

    @Test
    void anExpertNobodyLikesIsTrainedAllTheSameBeforeLong() {
        // One slot a round for four experts; nobody ever claims that expert 3 fits.
        var idle = new int[4];
        int longest = 0;
        for (int number = 1; number <= 60; number++) {
            var learned = new Learned(
                    Collections.nCopies(4, 100.0),
                    IntStream.of(idle).boxed().toList(),
                    List.of(),
                    List.of(),
                    twenty(1.0, 0.9, 0.8, 0.0));
            var plan = POLICY.align(new AlignmentProblem(
                    7,
                    number,
                    new Goal(AlignmentObjective.PERSONALIZED, 4, 1),
                    List.of(client("a", 1, 10, 1.0, 0.9, 0.8, 0.0)),
                    learned));
            int trained = experts(plan, "a").get(0);
            for (int e = 0; e < 4; e++) {
                idle[e] = e == trained ? 0 : idle[e] + 1;
                longest = Math.max(longest, idle[e]);
            }
        }

        assertThat(longest).isBetween(4, 45);
    }

    static AlignmentProblem problem(AlignmentObjective objective, List<Participant> clients, List<Absent> absent) {
        int experts = clients.get(0).fitness().size();
        var learned = new Learned(Collections.nCopies(experts, 100.0), List.of(), List.of(), List.of(), absent);
        return new AlignmentProblem(7, 5, new Goal(objective, experts, 1), clients, learned);
    }

    private static List<Absent> twenty(double... fitness) {
        return IntStream.range(0, 6).mapToObj(i -> absent("x" + i, fitness)).toList();
    }

    private static Absent absent(String name, double... fitness) {
        var seen = new TreeMap<Integer, Double>();
        for (int e = 0; e < fitness.length; e++) {
            seen.put(e, fitness[e]);
        }
        return new Absent(name, 0, seen);
    }
}
