package dev.fedmoe.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fedmoe.coordinator.testing.TinyJob;
import dev.fedmoe.core.alignment.AlignmentPolicy;
import dev.fedmoe.core.federation.planning.FirstRoundPlanner;
import dev.fedmoe.core.job.state.Roster;
import dev.fedmoe.core.job.training.RoundSpec;
import dev.fedmoe.core.job.training.TrainingSpec;
import dev.fedmoe.protocol.DesiredStateCodec;
import dev.fedmoe.protocol.JobSpecCodec;
import dev.fedmoe.protocol.v1alpha1.AlignmentObjective;
import dev.fedmoe.protocol.v1alpha1.ClientProfile;
import dev.fedmoe.protocol.v1alpha1.ClientProgress;
import dev.fedmoe.protocol.v1alpha1.JobSettings;
import dev.fedmoe.protocol.v1alpha1.Progress;
import dev.fedmoe.protocol.v1alpha1.Role;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the coordinator tells the policies, and what it makes of their answers. */
class AlignedRoundsTest {
    private static final int ROUNDS = 8;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    static Stream<String> policies() {
        return AlignmentPolicy.names().stream();
    }

    @ParameterizedTest
    @MethodSource("policies")
    void aResumedCoordinatorAlignsAsOneThatNeverStopped(String policy) throws Exception {
        var job = job(
                policy,
                "Personalized",
                training -> training.withRound(training.round().withParticipation(0.7)));
        Path whole = folder.resolve("whole");
        Path stopped = folder.resolve("stopped");

        ScriptedFederation.train(job, whole, 1, 1, ROUNDS);
        ScriptedFederation.train(job, stopped, 1, 1, ROUNDS / 2);
        ScriptedFederation.forget(stopped, ROUNDS / 2 + 1);
        ScriptedFederation.train(job, stopped, 2, ROUNDS / 2 + 1, ROUNDS);

        for (int round = 1; round <= ROUNDS; round++) {
            assertThat(ScriptedFederation.planned(stopped, round))
                    .as("round " + round)
                    .isEqualTo(ScriptedFederation.planned(whole, round));
        }
        assertThat(ScriptedFederation.planned(whole, ROUNDS)
                        .plan()
                        .assignments()
                        .get(0)
                        .choices()
                        .get(0)
                        .reason())
                .as("a policy that wants fitness has enough of it by now")
                .doesNotStartWith("drawn at random, evenly");
    }

    @ParameterizedTest
    @MethodSource("policies")
    void aDryRunIsTheFirstRound(String policy) throws Exception {
        var job = job(
                policy,
                "Balanced",
                training -> training.withRound(training.round().withParticipation(0.5)));

        ScriptedFederation.train(job, folder, 1, 1, 1);

        assertThat(new FirstRoundPlanner(JobSpecCodec.decode(job), roster()).plan(500))
                .isEqualTo(ScriptedFederation.planned(folder, 1));
    }

    @Test
    void aClientsValueIsCompletedFitnessAndPriceOverItsSlots() throws Exception {
        try (var plant = new CoordinatorFixture(job("Random", "Personalized", training -> training), folder)) {
            plant.apply(TinyJob.desired(1, TinyJob.CLIENTS));
            assertThat(value(plant.await(now -> now.getClientsCount() == 3), "a"))
                    .isEqualTo(2 * 0.5);
            TinyJob.CLIENTS.forEach(client -> plant.join(client, Role.ROLE_TRAINER));
            for (String client : TinyJob.CLIENTS) {
                plant.deliver(client, plant.nextTraining(client));
            }
            plant.await(now -> now.getRound() == 1);

            plant.apply(TinyJob.desired(2, List.of("a", "b", "c", "newcomer")));

            // All have said that what they tried fits by exp(-0.5), so it does whoever has not tried it.
            var now = plant.await(p -> p.getClientsCount() == 4);
            assertThat(value(now, "a")).isCloseTo(2 * Math.exp(-0.5), within(1e-9));
            assertThat(value(now, "newcomer")).isCloseTo(2 * Math.exp(-0.5), within(1e-9));
        }
    }

    @Test
    void forAGlobalModelFitnessSaysNothingOfAClientsValue() throws Exception {
        try (var plant = new CoordinatorFixture(job("Random", "Global", training -> training), folder)) {
            plant.apply(TinyJob.desired(1, TinyJob.CLIENTS));

            assertThat(value(plant.await(now -> now.getClientsCount() == 3), "a"))
                    .isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, Double.NaN, Double.POSITIVE_INFINITY, -1, 1e300})
    void aLiarIsWorthLittleMoreThanAnotherMightBeAndStarvesNobody(double claim) throws Exception {
        var job = job("CompletedFitness", "Personalized", training -> training);
        try (var plant = new CoordinatorFixture(job, folder)) {
            plant.apply(TinyJob.desired(1, ScriptedFederation.CLIENTS));
            ScriptedFederation.CLIENTS.forEach(client -> plant.join(client, Role.ROLE_TRAINER));
            for (int round = 1; round <= ROUNDS; round++) {
                for (String client : ScriptedFederation.participants(plant, round)) {
                    var task = plant.nextTraining(client);
                    var header = ScriptedFederation.told(plant.header(client, task), client, 1);
                    if (client.equals("a")) {
                        header.getReportBuilder().getExpertsBuilderList().forEach(e -> e.setLoss(claim));
                    }
                    plant.deliver(CoordinatorFixture.caller(client), header.build(), task);
                }
            }

            var end = plant.await(now -> now.getRound() == ROUNDS);
            // Some honest client finds that each expert fits it by exp(-0.2); a claim leads the next by 0.1 at most.
            double most = end.getExpertsList().stream()
                    .map(expert -> Math.exp(-0.2) + 0.1 + expert.getPrice())
                    .sorted(Comparator.reverseOrder())
                    .limit(2)
                    .mapToDouble(Double::doubleValue)
                    .sum();
            assertThat(value(end, "a")).isBetween(0.0, most);
            assertThat(end.getExpertsList()).allMatch(expert -> expert.getRoundsWithoutUpdate() == 0);
        }
    }

    @Test
    void whoWouldNotBeDoneByTheJobsDeadlineGetsFewerExperts() throws Exception {
        assertThat(partsOfASlowLink(job("Random", "Balanced", training -> training)))
                .isEqualTo(3);
    }

    @Test
    void anAdaptiveDeadlineFollowsTheClientsAndLimitsNone() throws Exception {
        assertThat(partsOfASlowLink(job("Random", "Balanced", AlignedRoundsTest::adaptive)))
                .isEqualTo(4);
    }

    /** Parts in the task of a client that takes 60 s to submit one expert and a half beside the shared part and the gate. */
    private int partsOfASlowLink(JobSettings job) throws Exception {
        try (var plant = new CoordinatorFixture(job, folder)) {
            plant.apply(TinyJob.desired(1, TinyJob.CLIENTS));
            long expert = plant.port().manifest().parts().get(2).sizeBytes();
            long all = plant.port().manifest().sizeBytes() - 4 * expert;
            var profile = ClientProfile.newBuilder().setUploadBytesPerSecond((all + 1.5 * expert) / 60);
            plant.join(
                    CoordinatorFixture.caller("a"),
                    1,
                    CoordinatorFixture.request("a", Role.ROLE_TRAINER)
                            .setProfile(profile)
                            .build());
            plant.join("b", Role.ROLE_TRAINER).join("c", Role.ROLE_TRAINER);
            assertThat(plant.nextTraining("b").getPartsCount()).isEqualTo(4);
            return plant.nextTraining("a").getPartsCount();
        }
    }

    private static Roster roster() {
        return DesiredStateCodec.decode(TinyJob.desired(1, ScriptedFederation.CLIENTS))
                .roster();
    }

    private static double value(Progress now, String client) {
        return now.getClientsList().stream()
                .filter(c -> c.getClient().equals(client))
                .mapToDouble(ClientProgress::getValue)
                .findFirst()
                .orElseThrow();
    }

    private static JobSettings job(String policy, String objective, UnaryOperator<TrainingSpec> change) {
        var job = TinyJob.settings(ROUNDS + 1, change).toBuilder();
        job.getAlignmentBuilder()
                .setPolicy(dev.fedmoe.protocol.v1alpha1.AlignmentPolicy.valueOf(
                        "ALIGNMENT_POLICY_" + AlignmentPolicy.named(policy).name()))
                .setObjective(AlignmentObjective.valueOf("ALIGNMENT_OBJECTIVE_" + objective.toUpperCase(Locale.ROOT)));
        return job.build();
    }

    private static TrainingSpec adaptive(TrainingSpec training) {
        return training.withRound(new RoundSpec(1, 0, training.round().quorum(), Optional.empty()));
    }
}
