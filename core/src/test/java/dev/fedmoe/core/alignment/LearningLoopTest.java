package dev.fedmoe.core.alignment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.core.alignment.AlignmentProblem.Participant;
import dev.fedmoe.core.fitness.FitnessTable;
import dev.fedmoe.core.fitness.FitnessTable.Observation;
import dev.fedmoe.core.fitness.LoadTable;
import dev.fedmoe.core.fitness.LoadTable.Routed;
import dev.fedmoe.core.random.CounterRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Forty rounds of a made-up federation the size of the quickstart: each pair has a hidden match, a gate routes more to what
 * matches, losses fall with match and training and waver a little. Policies see losses and loads alone. Means over twenty worlds.
 */
class LearningLoopTest {
    private static final int[] SLOTS = {1, 2, 2, 1, 2, 2, 4, 4};
    private static final int EXPERTS = 8;

    @Test
    void fitnessAndLoadKeepsMostOfTheMatchOfGreedyAndBalanceBeyondRandom() {
        var greedy = mean("Greedy");
        var random = mean("Random");
        var both = mean("FitnessAndLoad");

        assertThat(greedy.cv).isGreaterThan(0.8);
        assertThat(both.cv).isLessThan(0.12).isLessThan(random.cv);
        assertThat(both.match - random.match).isGreaterThan(0.6 * (greedy.match - random.match));
    }

    /** Load CV after the last round, and the mean hidden match of all assigned pairs. */
    private record Outcome(double cv, double match) {}

    private static Outcome mean(String policy) {
        var outcomes = IntStream.range(0, 20)
                .mapToObj(world ->
                        new World(world).train(AlignmentPolicy.named(policy).aligner(0.1)))
                .toList();
        return new Outcome(
                outcomes.stream().mapToDouble(Outcome::cv).average().orElseThrow(),
                outcomes.stream().mapToDouble(Outcome::match).average().orElseThrow());
    }

    private static final class World {
        private final int seed;
        private final CounterRandom draw;
        private FitnessTable fitness = FitnessTable.empty(EXPERTS);
        private LoadTable load = LoadTable.empty(EXPERTS);

        World(int seed) {
            this.seed = seed;
            draw = CounterRandom.of(seed, "world");
        }

        Outcome train(Aligner aligner) {
            double match = 0;
            int pairs = 0;
            for (int round = 1; round <= 40; round++) {
                var observations = new ArrayList<Observation>();
                var routed = new ArrayList<Routed>();
                for (var assignment : aligner.align(problem(round)).assignments()) {
                    int client = Integer.parseInt(assignment.client());
                    var experts = assignment.choices().stream()
                            .map(AlignmentPlan.Choice::expert)
                            .toList();
                    for (int expert : experts) {
                        observations.add(new Observation(assignment.client(), expert, loss(round, client, expert)));
                        routed.add(new Routed(expert, routed(client, expert, experts)));
                        match += match(client, expert);
                        pairs++;
                    }
                }
                fitness = fitness.learn(round, observations);
                load = load.add(routed);
            }
            return new Outcome(load.cv(), match / pairs);
        }

        private AlignmentProblem problem(int round) {
            var clients = IntStream.range(0, SLOTS.length)
                    .mapToObj(c -> new Participant("" + c, SLOTS[c], samples(c), fitness.fitness("" + c)))
                    .toList();
            return new AlignmentProblem(seed, round, EXPERTS, 2, clients, load.samples());
        }

        private long samples(int client) {
            return 3_000 + (long) (9_000 * draw.unit(1_000 + client));
        }

        private double match(int client, int expert) {
            return 0.7 * draw.unit(client * EXPERTS + expert) + 0.3 * draw.unit(500 + expert);
        }

        private double loss(int round, int client, int expert) {
            double waver = 0.1 * draw.unit(round * 1_000 + client * EXPERTS + expert);
            return 0.2
                    + waver
                    + 1.5 * (1 - match(client, expert))
                    + 2 * Math.exp(-load.samples().get(expert) / 50_000);
        }

        private long routed(int client, int expert, List<Integer> held) {
            double all = held.stream()
                    .mapToDouble(e -> Math.exp(3 * match(client, e)))
                    .sum();
            double share = Math.min(2, held.size()) * Math.exp(3 * match(client, expert)) / all;
            return (long) (Math.min(1, share) * samples(client));
        }
    }
}
