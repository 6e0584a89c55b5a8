package dev.fedmoe.core.alignment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.core.alignment.AlignmentProblem.Goal;
import dev.fedmoe.core.alignment.AlignmentProblem.Learned;
import dev.fedmoe.core.alignment.AlignmentProblem.Participant;
import dev.fedmoe.core.random.CounterRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Problems for tests. */
final class AlignmentFixture {
    static final double UNSEEN = Double.NaN;

    private AlignmentFixture() {}

    static Participant client(String name, int slots, long samples, Double... fitness) {
        return new Participant(name, slots, samples, List.of(fitness));
    }

    /** Three clients of one slot for three experts: a and c would both have 0, b has 1; c fits 2 nearly as well. */
    static Participant[] rivals() {
        return new Participant[] {
            client("a", 1, 10, 0.9, 0.2, 0.1), client("b", 1, 10, 0.3, 0.8, 0.1), client("c", 1, 10, 0.8, 0.3, 0.7)
        };
    }

    /** What is best for all of them together. */
    static void assertRivalsAgree(AlignmentPlan plan) {
        assertThat(plan.experts()).isEqualTo(Map.of("a", List.of(0), "b", List.of(1), "c", List.of(2)));
    }

    static ChoiceExplanation grounds(AlignmentPlan plan, String client, int expert) {
        return Objects.requireNonNull(choice(plan, client, expert).grounds());
    }

    static AlignmentProblem round(int number, int minHolders, List<Double> load, Participant... clients) {
        return new AlignmentProblem(7, number, load.size(), minHolders, List.of(clients), load);
    }

    /** Any shape: 1 to 12 experts, up to 15 clients, some fitness unseen, some load zero. */
    static AlignmentProblem drawn(int number) {
        var draw = CounterRandom.of(7, "problem", number);
        int experts = 1 + (int) (draw.unit(0) * 12);
        int clients = (int) (draw.unit(1) * 16);
        var participants = new ArrayList<Participant>();
        for (int c = 0; c < clients; c++) {
            var own = CounterRandom.of(7, number, c);
            var fitness = IntStream.range(0, experts)
                    .mapToObj(e -> own.unit(e) < 0.4f ? UNSEEN : (double) own.unit(100 + e))
                    .toList();
            // Now and then more slots than experts.
            participants.add(new Participant(
                    "camera-" + c, 1 + (int) (own.unit(50) * 14), (long) (own.unit(51) * 900), fitness));
        }
        var load = IntStream.range(0, experts)
                .mapToObj(e -> draw.unit(2) < 0.2f ? 0.0 : (double) (long) (draw.unit(10 + e) * 5000))
                .toList();
        return new AlignmentProblem(number, 1 + number % 50, experts, 1 + number % 3, participants, load);
    }

    /** The same with everything a round may know: sketches in one to four buckets, coverage, rounds without an update. */
    static AlignmentProblem told(int number) {
        var drawn = drawn(number);
        var draw = CounterRandom.of(7, "told", number);
        int buckets = 1 + number % 4;
        var clients = drawn.clients().stream()
                .map(c -> new Participant(
                        c.client(),
                        c.slots(),
                        c.samples(),
                        0,
                        c.fitness(),
                        sketch(CounterRandom.of(7, number, c.client()), buckets)))
                .toList();
        var coverage = IntStream.range(0, drawn.experts())
                .mapToObj(e -> IntStream.range(0, buckets)
                        .mapToObj(b -> 3.0 * draw.unit(e * 4 + b))
                        .toList())
                .toList();
        var idle = IntStream.range(0, drawn.experts())
                .mapToObj(e -> (int) (30 * draw.unit(100 + e)))
                .toList();
        var goal = new Goal(
                number % 2 == 0 ? AlignmentObjective.PERSONALIZED : AlignmentObjective.BALANCED,
                drawn.experts(),
                drawn.minHolders());
        return new AlignmentProblem(
                number, drawn.round(), goal, clients, new Learned(drawn.load(), idle, List.of(), coverage, List.of()));
    }

    private static List<Double> sketch(CounterRandom draw, int buckets) {
        var weights = IntStream.range(0, buckets)
                .mapToObj(b -> 0.1 + draw.unit(200 + b))
                .toList();
        double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
        return weights.stream().map(w -> w / sum).toList();
    }

    static AlignmentProblem shuffled(AlignmentProblem problem) {
        var clients = new ArrayList<>(problem.clients());
        Collections.reverse(clients);
        Collections.rotate(clients, 3);
        return new AlignmentProblem(problem.seed(), problem.round(), problem.goal(), clients, problem.learned());
    }

    static int holders(AlignmentPlan plan, int expert) {
        return (int) plan.assignments().stream()
                .filter(a -> a.choices().stream().anyMatch(c -> c.expert() == expert))
                .count();
    }

    static List<Integer> experts(AlignmentPlan plan, String client) {
        return plan.assignments().stream()
                .filter(a -> a.client().equals(client))
                .flatMap(a -> a.choices().stream())
                .map(AlignmentPlan.Choice::expert)
                .toList();
    }

    static String reason(AlignmentPlan plan, String client, int expert) {
        return choice(plan, client, expert).reason();
    }

    private static AlignmentPlan.Choice choice(AlignmentPlan plan, String client, int expert) {
        return plan.assignments().stream()
                .filter(a -> a.client().equals(client))
                .flatMap(a -> a.choices().stream())
                .filter(c -> c.expert() == expert)
                .findFirst()
                .orElseThrow();
    }
}
