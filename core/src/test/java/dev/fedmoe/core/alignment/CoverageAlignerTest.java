package dev.fedmoe.core.alignment;

import static dev.fedmoe.core.alignment.AlignmentFixture.experts;
import static dev.fedmoe.core.alignment.AlignmentFixture.holders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fedmoe.core.alignment.AlignmentProblem.Goal;
import dev.fedmoe.core.alignment.AlignmentProblem.Learned;
import dev.fedmoe.core.alignment.AlignmentProblem.Participant;
import dev.fedmoe.core.fitness.CoverageTable;
import dev.fedmoe.core.fitness.CoverageTable.Trained;
import dev.fedmoe.core.fitness.LoadTable;
import dev.fedmoe.core.random.CounterRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CoverageAlignerTest {
    private static final Aligner POLICY = new CoverageAligner();

    @Test
    void withoutSketchesItIsRoundRobin() {
        for (int i = 0; i < 50; i++) {
            var problem = AlignmentFixture.drawn(i);
            assertThat(POLICY.align(problem)).isEqualTo(new RoundRobinAligner().align(problem));
        }
    }

    @Test
    void withoutSketchesWhatExpertsHaveBeenTrainedLatelyChangesNothing() {
        var lately = new CoverageTable(List.of(List.of(0.0), List.of(9.0), List.of(9.0), List.of(9.0)));
        var clients = Stream.of("a", "b", "c")
                .map(name -> new Participant(name, 2, 512, 0, List.of(), List.of()))
                .toList();

        var plan = POLICY.align(problem(2, clients, lately));

        assertThat(plan.experts())
                .containsEntry("a", List.of(1, 2))
                .containsEntry("b", List.of(0, 3))
                .containsEntry("c", List.of(1, 2));
    }

    @Test
    void eachExpertGetsSomeOfEveryClass() {
        // Six clients of one class each, two experts, three classes: one client of each class for each expert.
        var clients = IntStream.range(0, 6)
                .mapToObj(c -> participant("c" + c, 1, 512, c % 3, 3))
                .toList();
        // Twenty rounds, because chance alone does it in two of five.
        for (int i = 0; i < 40; i++) {
            var plan = POLICY.align(problem(1 + i / 2, clients, CoverageTable.empty(2, 3)));
            int expert = i % 2;
            assertThat(plan.experts().entrySet().stream()
                            .filter(held -> held.getValue().contains(expert))
                            .map(held -> Integer.parseInt(held.getKey().substring(1)) % 3))
                    .containsExactlyInAnyOrder(0, 1, 2);
        }
    }

    @Test
    void whatAnExpertHasNotSeenLatelyComesNext() {
        var coverage = new CoverageTable(List.of(List.of(2.0, 0.0), List.of(0.0, 2.0)));
        var clients = List.of(participant("a", 1, 512, 0, 2), participant("b", 1, 512, 1, 2));
        for (int number = 1; number <= 20; number++) {
            var plan = POLICY.align(problem(number, clients, coverage));
            assertThat(plan.experts()).containsEntry("a", List.of(1)).containsEntry("b", List.of(0));
        }
    }

    @Test
    void everyChoiceSaysWhatAnotherWouldHaveTaken() {
        var coverage = new CoverageTable(List.of(List.of(2.0, 0.0), List.of(0.0, 2.0)));
        var plan = POLICY.align(
                problem(1, List.of(participant("a", 1, 512, 0, 2), participant("b", 1, 512, 1, 2)), coverage));

        // Mass 1.8 fades from 2, the mix is even. Beside b, expert 0 leans by (0.4, -0.4); a would lean it by (0.5,
        // -0.5) more:
        // cost 2 × 0.4 + 0.5. Expert 1 as it was leans by (-0.9, 0.9): 2 × -0.9 + 0.5. b came to 0 already, so its
        // amount is 2.8
        // against 1.8, the mean 2.8: 0.3 × 1 and 0.3 × (-2 + 1).
        var grounds = AlignmentFixture.grounds(plan, "a", 1);
        var instead = Objects.requireNonNull(grounds.instead());
        assertThat(instead.expert()).isZero();
        assertThat(instead.completed()).isNaN();
        assertThat(instead.missing()).isCloseTo(0.8 + 0.5 + 0.3 - (-1.8 + 0.5 - 0.3), within(1e-9));
        assertThat(grounds.completed()).isNaN();
    }

    @Test
    void withFitnessItSaysHowMuchFitter() {
        var coverage = new CoverageTable(List.of(List.of(2.0, 0.0), List.of(0.0, 2.0)));
        var clients = List.of(
                new Participant("a", 1, 512, 0, List.of(0.5, 0.5), sketch(0, 2)),
                new Participant("b", 1, 512, 0, List.of(0.5, 0.5), sketch(1, 2)));
        var learned = new Learned(List.of(1.0, 1.0), List.of(), List.of(), coverage.mass(), List.of());
        var board = new AssignmentBuilder(
                new AlignmentProblem(7, 1, new Goal(AlignmentObjective.BALANCED, 2, 1), clients, learned));
        var plan = new CoverageAlignment(board, FitnessEstimate.of(board.clients, 2)).plan();

        // The cost of the test before, of which fitness weighs 16.
        assertThat(Objects.requireNonNull(AlignmentFixture.grounds(plan, "a", 1).instead())
                        .missing())
                .isCloseTo(3.2 / 16, within(1e-9));
    }

    @Test
    void withOneBucketItBalancesLoad() {
        var load = LoadTable.empty(16);
        var coverage = CoverageTable.empty(16, 1);
        for (int number = 1; number <= 60; number++) {
            var draw = CounterRandom.of(9, number);
            var clients = IntStream.range(0, 12)
                    .mapToObj(c -> participant("c" + c, 1 + c % 2, 100 + (long) (400 * draw.unit(c)), 0, 1))
                    .toList();
            var plan = POLICY.align(problem(number, clients, coverage));
            var trained = new ArrayList<Trained>();
            var routed = new ArrayList<LoadTable.Routed>();
            for (var client : clients) {
                for (int e : experts(plan, client.client())) {
                    double weight = CoverageTable.weight(client.samples()) / client.slots();
                    trained.add(new Trained(e, weight, List.of(1.0)));
                    routed.add(new LoadTable.Routed(e, client.samples() / client.slots()));
                }
            }
            coverage = coverage.learn(trained);
            load = load.add(routed);
        }

        assertThat(load.cv()).isLessThan(0.05);
    }

    @Test
    void everyExpertHasItsQuorumAndNoCrowd() {
        var clients = IntStream.range(0, 40)
                .mapToObj(c -> participant("c" + c, 1 + c % 3, 50L * c, c % 4, 4))
                .toList();
        var plan = POLICY.align(problem(3, clients, CoverageTable.empty(8, 4)));

        int slots = clients.stream().mapToInt(Participant::slots).sum();
        for (int e = 0; e < 8; e++) {
            assertThat(holders(plan, e)).isBetween(2, (int) Math.ceil(1.25 * slots / 8));
        }
    }

    @Test
    void balancedPrefersWhatFitsAndStillCovers() {
        var clients = IntStream.range(0, 40)
                .mapToObj(c -> new Participant(
                        "c" + c,
                        1,
                        512,
                        0,
                        IntStream.range(0, 8)
                                .mapToObj(e -> e % 4 == c % 4 ? 0.8 : 0.2)
                                .toList(),
                        sketch(c % 4, 4)))
                .toList();
        var learned = new Learned(
                Collections.nCopies(8, 1.0),
                List.of(),
                List.of(),
                CoverageTable.empty(8, 4).mass(),
                List.of());
        var plan = new CompletedFitnessAligner(0.1)
                .align(new AlignmentProblem(7, 3, new Goal(AlignmentObjective.BALANCED, 8, 2), clients, learned));

        long fits = plan.experts().entrySet().stream()
                .filter(held -> held.getValue().get(0) % 4
                        == Integer.parseInt(held.getKey().substring(1)) % 4)
                .count();
        assertThat(fits).isGreaterThan(25);
        for (int e = 0; e < 8; e++) {
            assertThat(holders(plan, e)).isBetween(3, 7);
        }
    }

    private static Participant participant(String name, int slots, long samples, int label, int labels) {
        return new Participant(name, slots, samples, 0, List.of(), sketch(label, labels));
    }

    private static List<Double> sketch(int label, int labels) {
        return IntStream.range(0, labels).mapToObj(b -> b == label ? 1.0 : 0.0).toList();
    }

    private static AlignmentProblem problem(int number, List<Participant> clients, CoverageTable coverage) {
        int experts = coverage.mass().size();
        var unseen = Collections.nCopies(experts, Double.NaN);
        var learned = new Learned(Collections.nCopies(experts, 0.0), List.of(), List.of(), coverage.mass(), List.of());
        return new AlignmentProblem(
                7,
                number,
                new Goal(AlignmentObjective.GLOBAL, experts, 2),
                clients.stream()
                        .map(c -> new Participant(c.client(), c.slots(), c.samples(), 0, unseen, c.sketch()))
                        .toList(),
                learned);
    }
}
