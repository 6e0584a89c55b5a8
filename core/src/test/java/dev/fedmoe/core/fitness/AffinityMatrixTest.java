package dev.fedmoe.core.fitness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fedmoe.core.fitness.AffinityTable.Update;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AffinityMatrixTest {
    /** Two groups of three: those of the first changed weights 0 and 1, those of the other 0 and 2; one more of each made nothing. */
    private static final AffinityTable GROUPS = AffinityTable.empty(3)
            .learn(List.of(
                    new Update("a1", changed(5, 1, 0), List.of(0)),
                    new Update("a2", changed(5, 1, 0), List.of(0)),
                    new Update("a3", changed(5, 1, 0), List.of()),
                    new Update("b1", changed(5, 0, 1), List.of(1)),
                    new Update("b2", changed(5, 0, 1), List.of(1)),
                    new Update("b3", changed(5, 0, 1), List.of())));

    @Test
    void thoseThatPullTheSameWayAreAlikeOnceWhatAllDoIsTakenOff() {
        var affinities = AffinityMatrix.of(GROUPS);

        for (String a : List.of("a1", "a3")) {
            assertThat(affinities.of(a, 0)).isCloseTo(1, within(0.05));
            assertThat(affinities.of(a, 1)).isCloseTo(-1, within(0.05));
        }
        assertThat(affinities.of("b3", 1)).isCloseTo(1, within(0.05));
    }

    @Test
    void nobodyHasMadeAnExpertOrIsKnownYet() {
        var affinities = AffinityMatrix.of(GROUPS);

        assertThat(affinities.of("a1", 2)).isNaN();
        assertThat(affinities.of("stranger")).hasSize(3).containsOnly(Double.NaN);
        assertThat(AffinityMatrix.of(AffinityTable.empty(3)).of("a1")).containsOnly(Double.NaN);
    }

    @Test
    void whatAClientMadeAloneIsNotForItsLike() {
        var alone = GROUPS.learn(
                List.of(new Update("a1", changed(5, 1, 0), List.of(2)), new Update("b1", changed(5, 0, 1), List.of())));

        assertThat(AffinityMatrix.of(alone).of("a1", 2)).isNaN();
        assertThat(AffinityMatrix.of(alone).of("a2", 2)).isGreaterThan(0.9);
    }

    @Test
    void anUpdateThatChangesNothingTeachesNothing() {
        assertThat(GROUPS.learn(List.of(new Update("a1", UpdateSketch.nothing(), List.of(1)))))
                .isEqualTo(GROUPS);
    }

    @Test
    void oneUpdateAloneSaysNothingOfItsClient() {
        var one = AffinityTable.empty(2).learn(List.of(new Update("a", changed(1, 2, 3), List.of(0))));

        assertThat(one.clients()).isEmpty();
    }

    @Test
    void updatesThatAreAllTheSameSayNothingOfAnybody() {
        var same = IntStream.range(0, 7)
                .mapToObj(c -> new Update("c" + c, changed(0.1, 0.2, 0.3 + c * 1e-6), List.of(0)))
                .toList();

        assertThat(AffinityTable.empty(1).learn(same).learn(same).clients()).isEmpty();
    }

    @Test
    void whatWasMadeLongAgoIsForgotten() {
        var table = GROUPS;
        for (int round = 0; round < 50; round++) {
            table = table.learn(List.of(new Update("b1", changed(5, 0, 1), List.of(1))));
        }

        assertThat(made(table, "a1")).isEmpty();
        assertThat(made(table, "b1").get(1)).isCloseTo(10, within(0.1));
    }

    @Test
    void moreClientsThanAreAskedAreToldApartAsWellThoughTheirNamesFollowTheirKind() {
        var updates = IntStream.range(0, 1024)
                .mapToObj(c -> new Update("c%04d".formatted(c), ofKind(c % 4), List.of(c % 4)))
                .toList();
        var affinities = AffinityMatrix.of(AffinityTable.empty(4).learn(updates));

        for (int c = 0; c < 1024; c += 61) {
            var own = affinities.of("c%04d".formatted(c));
            assertThat(own.get(c % 4)).isGreaterThan(0.9);
            assertThat(own.get((c + 1) % 4)).isLessThan(0);
        }
    }

    private static UpdateSketch ofKind(int kind) {
        return changed(5, kind == 0 ? 1 : 0, kind == 1 ? 1 : 0, kind == 2 ? 1 : 0, kind == 3 ? 1 : 0);
    }

    @Test
    void clientsThatTookPartInDifferentRoundsAreAlikeAllTheSame() {
        // What all do changes from round to round.
        var table = AffinityTable.empty(2);
        for (int round = 0; round < 4; round++) {
            var now = new ArrayList<Update>();
            for (int c = 0; c < 20; c++) {
                double[] weights = new double[8];
                weights[round] = 5;
                weights[4 + c % 2] = 1;
                now.add(new Update("r" + round + "-" + c, changed(weights), List.of(c % 2)));
            }
            table = table.learn(now);
        }
        var affinities = AffinityMatrix.of(table);

        for (int round = 0; round < 4; round++) {
            assertThat(affinities.of("r" + round + "-0", 0)).isGreaterThan(0.3 + affinities.of("r" + round + "-0", 1));
        }
    }

    @Test
    void addsToFitnessWhatItHasBeenSeenToBring() {
        var rest = new ArrayList<double[]>();
        var affinity = new ArrayList<double[]>();
        for (int c = 0; c < 200; c++) {
            double alike = c % 2 == 0 ? 0.5 : -0.5;
            affinity.add(new double[] {alike, -alike});
            rest.add(c < 198 ? new double[] {0.2 * alike, -0.2 * alike} : new double[] {Double.NaN, Double.NaN});
        }
        double[] weight = Collections.nCopies(200, 1.0).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();

        var more = AffinityEffect.of(affinity.toArray(double[][]::new), rest.toArray(double[][]::new), weight, 2);

        // 396 pairs say 0.2, the guess of 0.5 counts as 50.
        assertThat(more[198][0]).isCloseTo(0.5 * (396 * 0.2 + 50 * 0.5) / 446, within(0.005));
        assertThat(more[199][0]).isCloseTo(-more[198][0], within(1e-9));
    }

    @Test
    void pairsOfUnknownAffinityDoNotOutvoteTheGuess() {
        var affinity = new double[510][];
        var rest = new double[510][];
        var weight = new double[510];
        for (int c = 0; c < 510; c++) {
            double alike = c % 2 == 0 ? 0.5 : -0.5;
            affinity[c] = c < 500 ? new double[] {Double.NaN, Double.NaN} : new double[] {alike, -alike};
            rest[c] = new double[] {0, 0};
            weight[c] = 1;
        }

        // 20 pairs say 0, the guess of 0.5 counts as 50.
        assertThat(AffinityEffect.of(affinity, rest, weight, 2)[500][0]).isCloseTo(0.5 * 50 * 0.5 / 70, within(0.03));
    }

    @Test
    void affinitiesThatAreAllTheSameAddNothing() {
        var same = new double[7][11];
        var rest = new double[7][11];
        var weight = new double[7];
        for (int c = 0; c < 7; c++) {
            Arrays.fill(same[c], 0.37);
            weight[c] = 0.9 + c / 100.0;
            for (int e = 0; e < 11; e++) {
                rest[c][e] = (c + e) % 3 == 0 ? Double.NaN : 1e3 * Math.sin(c * 11 + e);
            }
        }

        var more = AffinityEffect.of(same, rest, weight, 11);

        assertThat(Arrays.stream(more).mapToDouble(VectorMath::length).sum()).isLessThan(1e-6);
    }

    @Test
    void unknownAffinityAddsNothingAndAHarmfulOneIsNotBelieved() {
        double[][] unknown = {{Double.NaN, Double.NaN}};
        assertThat(AffinityEffect.of(unknown, new double[][] {{0.1, Double.NaN}}, new double[] {1}, 2)[0])
                .containsExactly(0, 0);

        var affinity = new double[500][];
        var rest = new double[500][];
        var weight = new double[500];
        for (int c = 0; c < 500; c++) {
            affinity[c] = new double[] {c % 2, 1 - c % 2};
            rest[c] = new double[] {0.5 - c % 2, c % 2 - 0.5};
            weight[c] = 1;
        }
        assertThat(VectorMath.length(AffinityEffect.of(affinity, rest, weight, 2)[0]))
                .isZero();
    }

    private static Map<Integer, Double> made(AffinityTable table, String client) {
        return Objects.requireNonNull(table.clients().get(client)).made();
    }

    private static UpdateSketch changed(double... weights) {
        var sketch = new UpdateSketch.Builder();
        for (int i = 0; i < weights.length; i++) {
            sketch.add(i, weights[i]);
        }
        return sketch.build();
    }
}
