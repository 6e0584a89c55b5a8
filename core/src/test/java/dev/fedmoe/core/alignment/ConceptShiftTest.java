package dev.fedmoe.core.alignment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.core.alignment.AlignmentProblem.Absent;
import dev.fedmoe.core.alignment.AlignmentProblem.Goal;
import dev.fedmoe.core.alignment.AlignmentProblem.Learned;
import dev.fedmoe.core.alignment.AlignmentProblem.Participant;
import dev.fedmoe.core.fitness.AffinityMatrix;
import dev.fedmoe.core.fitness.AffinityTable;
import dev.fedmoe.core.fitness.FitnessTable;
import dev.fedmoe.core.fitness.FitnessTable.Observation;
import dev.fedmoe.core.fitness.LoadTable;
import dev.fedmoe.core.fitness.UpdateSketch;
import dev.fedmoe.core.random.CounterRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A made-up federation like those with concept shift: 80 clients in four groups, 16 experts, one or two slots, a quarter of the
 * clients a round. What an expert is good at follows from who has trained it lately; its loss on a client follows from that.
 * Policies see losses and loads, and where updates point when the test says so. Means over six worlds of 60 rounds.
 */
class ConceptShiftTest {
    private static final int CLIENTS = 80;
    private static final int EXPERTS = 16;
    private static final int GROUPS = 4;
    private static final int ROUNDS = 60;
    private static final int WORLDS = 6;
    private static final UpdateSketch UPDATES_UNKNOWN = new UpdateSketch.Builder().build();

    @Test
    void completionWithBoundsBeatsEitherAlone() {
        var ours = mean("CompletedFitness", 0.5);
        var greedy = mean("Greedy", 0.5);
        var bounded = mean("BoundedLoad", 0.5);
        var random = mean("Random", 0.5);
        var figures = "ours " + ours + ", greedy " + greedy + ", bounded " + bounded + ", random " + random;

        assertThat(ours.skill()).as(figures).isGreaterThan(Math.max(bounded.skill(), random.skill()));
        assertThat(ours.skill()).as(figures).isGreaterThan(greedy.skill());
        assertThat(ours.cv()).as(figures).isLessThan(0.5 * greedy.cv());
    }

    @Test
    void whereUpdatesPointTellsLikesSoonerThanLossesDo() {
        var told = mean("CompletedFitness", 0.5, World::pointing);
        var untold = mean("CompletedFitness", 0.5);

        assertThat(told.skill()).as(told + ", " + untold).isGreaterThan(1.2 * untold.skill());
        assertThat(told.cv()).isLessThan(0.3);
    }

    @Test
    void updatesThatPointAnywhereDoLittleHarm() {
        var told = mean("CompletedFitness", 0.5, World::wandering);
        var untold = mean("CompletedFitness", 0.5);

        assertThat(told.skill()).as(told + ", " + untold).isGreaterThan(0.95 * untold.skill());
    }

    @Test
    void littleSlackKeepsLoadEven() {
        assertThat(mean("CompletedFitness", 0.1).cv()).isLessThan(0.2);
    }

    /** Mean over clients and rounds of the best skill for the client among the experts it held; load CV at the end. */
    private record Outcome(double skill, double cv) {}

    private static Outcome mean(String policy, double slack) {
        return mean(policy, slack, (world, round, client) -> UPDATES_UNKNOWN);
    }

    private static Outcome mean(String policy, double slack, Pointing updates) {
        var outcomes = IntStream.range(0, WORLDS)
                .mapToObj(world -> new World(world, updates)
                        .train(AlignmentPolicy.named(policy).aligner(slack)))
                .toList();
        return new Outcome(
                outcomes.stream().mapToDouble(Outcome::skill).average().orElseThrow(),
                outcomes.stream().mapToDouble(Outcome::cv).average().orElseThrow());
    }

    /** What a client's update of a round changes; it depends on nothing else here. */
    private interface Pointing {
        UpdateSketch update(World world, int round, int client);
    }

    private static final class World {
        private static final int WEIGHTS = 500;

        private final int seed;
        private final Pointing updates;
        private final double[][] skill = new double[EXPERTS][GROUPS];
        private FitnessTable fitness = FitnessTable.empty(EXPERTS);
        private LoadTable load = LoadTable.empty(EXPERTS);
        private AffinityTable affinity = AffinityTable.empty(EXPERTS);

        World(int seed, Pointing updates) {
            this.seed = seed;
            this.updates = updates;
        }

        /** What all have in common, what the group has, and twice as much noise. */
        UpdateSketch pointing(int round, int client) {
            return update(round, client, group(client));
        }

        UpdateSketch wandering(int round, int client) {
            return update(
                    round,
                    client,
                    CounterRandom.of(seed, "wanders", round, client).bits(0));
        }

        private UpdateSketch update(int round, int client, Object group) {
            var all = CounterRandom.of(seed, "all");
            var own = CounterRandom.of(seed, "group", group);
            var noise = CounterRandom.of(seed, "noise", round, client);
            var sketch = new UpdateSketch.Builder();
            for (int i = 0; i < WEIGHTS; i++) {
                sketch.add(i, all.unit(i) + own.unit(i) - 0.5 + 2 * (noise.unit(i) - 0.5));
            }
            return sketch.build();
        }

        Outcome train(Aligner aligner) {
            double sum = 0;
            int held = 0;
            List<Double> prices = List.of();
            for (int round = 1; round <= ROUNDS; round++) {
                var plan = aligner.align(problem(round, prices));
                prices = plan.prices();
                var observations = new ArrayList<Observation>();
                var routed = new ArrayList<LoadTable.Routed>();
                var trained = new HashMap<Integer, int[]>();
                var pointed = new ArrayList<AffinityTable.Update>();
                for (Map.Entry<String, List<Integer>> entry : plan.experts().entrySet()) {
                    int client = Integer.parseInt(entry.getKey());
                    double best = 0;
                    for (int expert : entry.getValue()) {
                        best = Math.max(best, skill[expert][group(client)]);
                        observations.add(new Observation(entry.getKey(), expert, loss(round, client, expert)));
                        routed.add(new LoadTable.Routed(
                                expert, 500 / entry.getValue().size()));
                        trained.computeIfAbsent(expert, e -> new int[GROUPS])[group(client)]++;
                    }
                    pointed.add(new AffinityTable.Update(
                            entry.getKey(), updates.update(this, round, client), entry.getValue()));
                    sum += best;
                    held++;
                }
                trained.forEach(this::learn);
                fitness = fitness.learn(round, observations);
                load = load.add(routed);
                affinity = affinity.learn(pointed);
            }
            return new Outcome(sum / held, load.cv());
        }

        // An expert drifts towards the mix of groups that trained it: what one group teaches it, the others unteach.
        private void learn(int expert, int[] groups) {
            int all = IntStream.of(groups).sum();
            for (int g = 0; g < GROUPS; g++) {
                skill[expert][g] += 0.25 * ((double) groups[g] / all - skill[expert][g]);
            }
        }

        private AlignmentProblem problem(int round, List<Double> prices) {
            var names = IntStream.range(0, CLIENTS).mapToObj(c -> "" + c).toList();
            var present = new ParticipantSelection(0.25, 0, 1)
                    .choose(seed, round, names)
                    .clients();
            var affinities = AffinityMatrix.of(affinity);
            var clients = present.stream()
                    .map(c -> new Participant(
                            c,
                            1 + Integer.parseInt(c) / GROUPS % 2,
                            500,
                            fitness.age(c, round),
                            fitness.fitness(c),
                            affinities.of(c),
                            List.of()))
                    .toList();
            var learned = new Learned(
                    load.samples(), List.of(), prices, List.of(), Absent.of(fitness, affinities, round, present));
            return new AlignmentProblem(
                    seed, round, new Goal(AlignmentObjective.PERSONALIZED, EXPERTS, 1), clients, learned);
        }

        private static int group(int client) {
            return client % GROUPS;
        }

        private double loss(int round, int client, int expert) {
            double waver = 0.2 * CounterRandom.of(seed, "waver", round, client).unit(expert);
            return 0.3 + waver + 2 * (1 - skill[expert][group(client)]);
        }
    }
}
