package dev.fedmoe.core.alignment;

import static dev.fedmoe.core.alignment.AlignmentFixture.UNSEEN;
import static dev.fedmoe.core.alignment.AlignmentFixture.client;
import static dev.fedmoe.core.alignment.AlignmentFixture.experts;
import static dev.fedmoe.core.alignment.AlignmentFixture.holders;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.core.alignment.AlignmentProblem.Absent;
import dev.fedmoe.core.alignment.AlignmentProblem.Goal;
import dev.fedmoe.core.alignment.AlignmentProblem.Learned;
import dev.fedmoe.core.alignment.AlignmentProblem.Participant;
import dev.fedmoe.core.fitness.CoverageTable;
import dev.fedmoe.core.fitness.LoadTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A client that claims what it likes, under every policy that listens to claims. */
class DishonestClaimsTest {
    private static final int EXPERTS = 4;

    private static final List<List<Double>> LIES = List.of(
            List.of(1.0, 1.0, 1.0, 1.0),
            List.of(0.0, 0.0, 0.0, 0.0),
            List.of(UNSEEN, UNSEEN, UNSEEN, UNSEEN),
            List.of(1e300, -7.0, UNSEEN, Double.POSITIVE_INFINITY),
            List.of(1.0, 0.0, 0.0, 0.0));

    /** With the fewest and most holders of an expert when 13 clients have 26 slots for 4: 6.5 is even. */
    static Stream<Arguments> bounded() {
        return Stream.of(
                Arguments.of("BoundedLoad", AlignmentObjective.PERSONALIZED, 5, 8),
                Arguments.of("CompletedFitness", AlignmentObjective.PERSONALIZED, 5, 8),
                Arguments.of("CompletedFitness", AlignmentObjective.BALANCED, 1, 9),
                Arguments.of("FitnessAndLoad", AlignmentObjective.BALANCED, 5, 8));
    }

    @ParameterizedTest
    @MethodSource("bounded")
    void noClaimTakesOverOrStarvesAnExpert(String policy, AlignmentObjective objective, int least, int most) {
        for (var lie : LIES) {
            var plan = AlignmentPolicy.named(policy).aligner(0.1).align(problem(objective, lie, List.of()));

            assertThat(experts(plan, "liar")).as("%s", lie).hasSize(2);
            for (int e = 0; e < EXPERTS; e++) {
                assertThat(holders(plan, e)).as("expert %d, %s", e, lie).isBetween(least, most);
            }
            assertThat(plan.prices()).allMatch(Double::isFinite);
        }
    }

    @ParameterizedTest
    @MethodSource("bounded")
    void aLiarAloneTrainsEveryExpertBeforeLong(String policy, AlignmentObjective objective) {
        var idle = new int[EXPERTS];
        int longest = 0;
        var load = LoadTable.empty(EXPERTS);
        var coverage = CoverageTable.empty(EXPERTS, 1);
        for (int number = 1; number <= 80; number++) {
            var learned = new Learned(
                    load.samples(), IntStream.of(idle).boxed().toList(), List.of(), coverage.mass(), honest());
            var liar = client("liar", 1, 100, 1.0, 0.0, 0.0, 0.0);
            var plan = AlignmentPolicy.named(policy)
                    .aligner(0.1)
                    .align(new AlignmentProblem(7, number, new Goal(objective, EXPERTS, 1), List.of(liar), learned));
            int trained = experts(plan, "liar").get(0);
            load = load.add(List.of(new LoadTable.Routed(trained, 100)));
            coverage = coverage.learn(List.of(new CoverageTable.Trained(trained, 0.2, List.of(1.0))));
            for (int e = 0; e < EXPERTS; e++) {
                idle[e] = e == trained ? 0 : idle[e] + 1;
                longest = Math.max(longest, idle[e]);
            }
        }

        assertThat(longest).isBetween(EXPERTS - 1, 45);
    }

    @Test
    void greedyLetsALiarChooseForItselfAlone() {
        var before = AlignmentPolicy.named("Greedy")
                .aligner(0)
                .align(problem(AlignmentObjective.PERSONALIZED, LIES.get(2), List.of()));
        for (var lie : LIES) {
            var plan = AlignmentPolicy.named("Greedy")
                    .aligner(0)
                    .align(problem(AlignmentObjective.PERSONALIZED, lie, List.of()));
            assertThat(honestly(plan)).isEqualTo(honestly(before));
            assertThat(experts(plan, "liar")).hasSize(2);
        }
    }

    @Test
    void coverageDoesNotListen() {
        var before = AlignmentPolicy.named("Coverage")
                .aligner(0)
                .align(problem(AlignmentObjective.GLOBAL, LIES.get(2), List.of(0.5, 0.5)));
        for (var lie : LIES) {
            assertThat(AlignmentPolicy.named("Coverage")
                            .aligner(0)
                            .align(problem(AlignmentObjective.GLOBAL, lie, List.of(0.5, 0.5))))
                    .isEqualTo(before);
        }
    }

    @Test
    void aFalseSketchNeitherTakesOverNorStarvesAnExpert() {
        for (var sketch : List.of(List.of(1.0, 0.0), List.of(0.0, 1.0), List.<Double>of())) {
            var plan = AlignmentPolicy.named("Coverage")
                    .aligner(0)
                    .align(problem(AlignmentObjective.GLOBAL, LIES.get(2), sketch));

            assertThat(experts(plan, "liar")).hasSize(2);
            for (int e = 0; e < EXPERTS; e++) {
                // 1.25 × 6.5 at most.
                assertThat(holders(plan, e)).as("expert %d, %s", e, sketch).isBetween(4, 9);
            }
        }
    }

    private static SortedMap<String, List<Integer>> honestly(AlignmentPlan plan) {
        var experts = new TreeMap<>(plan.experts());
        experts.remove("liar");
        return experts;
    }

    /** Twelve honest clients of two kinds, and one that claims to have as many samples as there are numbers. */
    private static AlignmentProblem problem(AlignmentObjective objective, List<Double> lie, List<Double> sketch) {
        var clients = new ArrayList<Participant>();
        for (int c = 0; c < 12; c++) {
            var fitness = List.of(0.3 + 0.4 * (c % 2), 0.7 - 0.4 * (c % 2), 0.5, 0.3 + 0.03 * c);
            clients.add(new Participant("c" + (10 + c), 2, 100, 0, fitness, List.of(c % 2.0, 1 - c % 2.0)));
        }
        clients.add(new Participant("liar", 2, Long.MAX_VALUE, 0, lie, sketch));
        var learned = new Learned(
                Collections.nCopies(EXPERTS, 100.0),
                List.of(),
                List.of(),
                CoverageTable.empty(EXPERTS, 2).mass(),
                List.of());
        return new AlignmentProblem(7, 5, new Goal(objective, EXPERTS, 1), clients, learned);
    }

    /** Enough to complete from; nobody ever claims that expert 3 fits. */
    private static List<Absent> honest() {
        return IntStream.range(0, 6)
                .mapToObj(i -> new Absent("x" + i, 0, new TreeMap<>(Map.of(0, 1.0, 1, 0.9, 2, 0.8, 3, 0.0))))
                .toList();
    }
}
