package dev.fedmoe.core.fitness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fedmoe.core.fitness.FitnessCompletion.Known;
import dev.fedmoe.core.random.CounterRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FitnessCompletionTest {
    private static final double UNSEEN = Double.NaN;

    @Test
    void beforeAnythingIsKnownAllAreWorthTheSame() {
        var completion = FitnessCompletion.of(2, List.of(new Known(0, List.of(UNSEEN, UNSEEN))));

        assertThat(completion.of(0, 0)).isEqualTo(0.5);
        assertThat(completion.observations()).isZero();
    }

    @Test
    void aNewcomerTakesTheColumnMeans() {
        var completion = FitnessCompletion.of(
                2, List.of(new Known(0, List.of(0.8, 0.4)), new Known(0, List.of(0.8, 0.4)), unknown(2)));

        // Mean 0.6; columns (1.6 + 1.2) / 4 and (0.8 + 1.2) / 4; nothing is left over for a client that tried nothing.
        assertThat(completion.of(2, 0)).isEqualTo(0.7, within(1e-12));
        assertThat(completion.of(2, 1)).isEqualTo(0.5, within(1e-12));
        assertThat(completion.seen(2, 0)).isNaN();
    }

    @Test
    void anObservationCountsHalfAfterFiftyRounds() {
        assertThat(FitnessCompletion.freshness(0)).isEqualTo(1);
        assertThat(FitnessCompletion.freshness(50)).isEqualTo(0.5);
        assertThat(FitnessCompletion.freshness(100)).isEqualTo(0.25);

        var rest = List.of(known(0, 0.9, 0.1), known(0, 0.1, 0.9), known(0, 0.1, 0.9));
        var fresh = FitnessCompletion.of(2, joined(known(0, 0.9, 0.1), rest));
        var stale = FitnessCompletion.of(2, joined(known(300, 0.9, 0.1), rest));
        assertThat(fresh.of(0, 0)).isGreaterThan(stale.of(0, 0) + 0.1);
    }

    private static Known known(int age, Double... fitness) {
        return new Known(age, List.of(fitness));
    }

    private static List<Known> joined(Known first, List<Known> rest) {
        var all = new ArrayList<Known>(rest);
        all.add(0, first);
        return all;
    }

    @Test
    void findsOutWhatLikesHaveInCommon() {
        // Four groups, each fit for another quarter of the experts; a third of the pairs seen.
        assertThat(errorOnUnseen(60, 16, 0.33f)).isLessThan(0.85 * errorOfUsual(60, 16, 0.33f));
    }

    @Test
    void atScaleAsWell() {
        assertThat(errorOnUnseen(600, 48, 0.2f)).isLessThan(0.6 * errorOfUsual(600, 48, 0.2f));
    }

    @Test
    void anotherWayToTheSameEndAgrees() {
        var world = world(100, 20, 0.4f);
        double[][] rest = world.stream()
                .map(k -> k.fitness().stream().mapToDouble(f -> f - 0.3).toArray())
                .toArray(double[][]::new);
        double[] fresh = new double[100];
        Arrays.fill(fresh, 1);
        var soft = SoftImpute.complete(rest, fresh);
        var factors = LeastSquaresFactors.complete(rest, fresh, 20);

        double apart = 0;
        for (int c = 0; c < 100; c++) {
            for (int e = 0; e < 20; e++) {
                apart += Math.pow(soft[c][e] - factors[c][e], 2) / 2000;
            }
        }
        assertThat(Math.sqrt(apart)).isLessThan(0.1);
    }

    @Test
    void nobodyLeadsOrTrailsTheNextClaimByMoreThanAMargin() {
        double[][] claims = {{1.0, 0.5}, {0.4, UNSEEN}, {0.5, 0.5}, {0.0, 7}, {0.45, Double.NEGATIVE_INFINITY}};

        var bounded = ClaimedFitnessBound.of(claims, 2).bounded();

        assertThat(bounded[0][0]).isEqualTo(0.6, within(1e-12));
        assertThat(bounded[3][0]).isEqualTo(0.3, within(1e-12));
        assertThat(bounded[2][0]).isEqualTo(0.5);
        assertThat(bounded[1][1]).isNaN();
        assertThat(bounded[3][1]).isEqualTo(0.6, within(1e-12));
        assertThat(bounded[4][1]).isEqualTo(0.4, within(1e-12));
    }

    @Test
    void likesOfThoseAnExpertIsForAreExpectedToFitItButNoBetterThanClaimed() {
        var clients = new ArrayList<Known>();
        for (int c = 0; c < 6; c++) {
            clients.add(new Known(0, List.of(c < 3 ? 0.7 : 0.3, UNSEEN), List.of(c < 3 ? 0.4 : -0.4, 0.0)));
        }
        clients.add(new Known(0, List.of(UNSEEN, 0.5), List.of(0.4, 0.0)));
        clients.add(new Known(0, List.of(UNSEEN, 0.5), List.of(-0.4, 0.0)));
        clients.add(new Known(0, List.of(UNSEEN, 0.5), List.of(1.0, 0.0)));

        var completion = FitnessCompletion.of(2, clients);

        assertThat(completion.of(6, 0)).isGreaterThan(completion.of(7, 0) + 0.1);
        assertThat(completion.of(8, 0)).isLessThanOrEqualTo(0.7 + ClaimedFitnessBound.MARGIN);
    }

    @Test
    void aLiarMovesOthersEstimatesByLittle() {
        var honest = new ArrayList<>(world(40, 8, 0.5f));
        var before = FitnessCompletion.of(8, honest);
        for (var lie : List.of(1.0, 0.0, UNSEEN, 1e300, -3.0)) {
            var with = new ArrayList<>(honest);
            with.add(new Known(0, Collections.nCopies(8, lie)));
            var after = FitnessCompletion.of(8, with);
            double moved = 0;
            for (int c = 0; c < 40; c++) {
                for (int e = 0; e < 8; e++) {
                    moved += Math.abs(after.of(c, e) - before.of(c, e)) / 320;
                }
            }
            assertThat(moved).as("claims of %s", lie).isLessThan(0.02);
        }
    }

    @Test
    void whatALiarIsWorthIsBoundedExpertByExpert() {
        for (int clients : new int[] {8, 40}) {
            var honest = world(clients, 8, 0.5f);
            for (var lie : List.of(1.0, 1e300, Double.POSITIVE_INFINITY)) {
                // Of everything, or of one expert, so that its likes speak for the rest.
                for (int claimed : new int[] {8, 1}) {
                    var claims = new ArrayList<>(Collections.nCopies(8, UNSEEN));
                    Collections.fill(claims.subList(0, claimed), lie);
                    var with = new ArrayList<>(honest);
                    with.add(new Known(0, claims));
                    var completion = FitnessCompletion.of(8, with);
                    for (int e = 0; e < 8; e++) {
                        assertThat(completion.of(clients, e))
                                .as("%s of %d experts: expert %d among %d", lie, claimed, e, clients)
                                .isLessThanOrEqualTo(best(honest, e) + 0.1 + 1e-9);
                    }
                }
            }
        }
    }

    /** Of the expert, or of all where fewer than three say anything of it. */
    private static double best(List<Known> honest, int expert) {
        double[] said = said(honest.stream().map(known -> known.fitness().get(expert)));
        double[] all = said(honest.stream().flatMap(known -> known.fitness().stream()));
        return Arrays.stream(said.length < 3 ? all : said).max().orElseThrow();
    }

    private static double[] said(Stream<Double> claims) {
        return claims.filter(f -> !f.isNaN()).mapToDouble(Double::doubleValue).toArray();
    }

    @Test
    void nobodyIsNoTrouble() {
        assertThat(FitnessCompletion.of(3, List.of()).observations()).isZero();
    }

    private static Known unknown(int experts) {
        return new Known(0, Collections.nCopies(experts, UNSEEN));
    }

    private static double truth(int client, int expert) {
        var draw = CounterRandom.of(3, "truth");
        return 0.2 + (client % 4 == expert % 4 ? 0.5 : 0) + 0.1 * draw.unit(expert) + 0.1 * draw.unit(1_000 + client);
    }

    private static List<Known> world(int clients, int experts, float share) {
        return IntStream.range(0, clients)
                .mapToObj(c -> {
                    var draw = CounterRandom.of(4, "seen", c);
                    return new Known(
                            0,
                            IntStream.range(0, experts)
                                    .mapToObj(e -> draw.unit(e) < share
                                            ? truth(c, e) + 0.06 * (draw.unit(1_000 + e) - 0.5)
                                            : UNSEEN)
                                    .toList());
                })
                .toList();
    }

    private static double errorOnUnseen(int clients, int experts, float share) {
        var world = world(clients, experts, share);
        var completion = FitnessCompletion.of(experts, world);
        return error(world, completion::of);
    }

    // Row and column means know nothing of groups.
    private static double errorOfUsual(int clients, int experts, float share) {
        return error(world(clients, experts, share), (c, e) -> 0.2 + 0.125 + 0.1);
    }

    private interface Guess {
        double of(int client, int expert);
    }

    private static double error(List<Known> world, Guess guess) {
        double sum = 0;
        int count = 0;
        for (int c = 0; c < world.size(); c++) {
            for (int e = 0; e < world.get(c).fitness().size(); e++) {
                if (world.get(c).fitness().get(e).isNaN()) {
                    sum += Math.pow(guess.of(c, e) - truth(c, e), 2);
                    count++;
                }
            }
        }
        return Math.sqrt(sum / count);
    }
}
