package dev.fedmoe.coordinator;

import static dev.fedmoe.coordinator.ScriptedFederation.number;
import static dev.fedmoe.coordinator.ScriptedFederation.planned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.coordinator.testing.TinyJob;
import dev.fedmoe.core.alignment.AlignmentPlan.Choice;
import dev.fedmoe.core.alignment.AlignmentProblem.Participant;
import dev.fedmoe.protocol.RefusedRequest;
import dev.fedmoe.protocol.v1alpha1.AlignmentObjective;
import dev.fedmoe.protocol.v1alpha1.AlignmentPolicy;
import dev.fedmoe.protocol.v1alpha1.JobSettings;
import dev.fedmoe.protocol.v1alpha1.JoinReply;
import dev.fedmoe.protocol.v1alpha1.JoinRequest;
import dev.fedmoe.protocol.v1alpha1.LabelSketch;
import dev.fedmoe.protocol.v1alpha1.Refusal;
import dev.fedmoe.protocol.v1alpha1.Role;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the coordinator does with what clients tell of their labels: six clients with labels of one class each. */
class LabelSketchRoundsTest {
    /** Of clients a to f. */
    private static final List<Integer> CLASSES = List.of(0, 1, 0, 1, 2, 2);

    private static final int ROUNDS = 6;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void withSketchesEveryExpertSeesEveryClass() throws Exception {
        ScriptedFederation.train(job("Exact"), folder, 1, 1, ROUNDS, LabelSketchRoundsTest::ofOneClass);

        // Twelve slots and four experts: three holders each, one of every class.
        for (int round = 1; round <= ROUNDS; round++) {
            for (int expert = 0; expert < 4; expert++) {
                assertThat(classesOf(round, expert))
                        .as("expert %d in round %d", expert, round)
                        .containsExactlyInAnyOrder(0, 1, 2);
            }
        }
    }

    @Test
    void withoutThemExpertsAreDealtInTurnsAndSeeWhatComes() throws Exception {
        ScriptedFederation.train(job("None"), folder, 1, 1, 1);

        assertThat(classesOf(1, 0)).containsExactly(0, 0, 2);
        assertThat(planned(folder, 1).plan().assignments())
                .flatMap(assignment -> assignment.choices())
                .extracting(Choice::reason)
                .containsOnly("next in turn (round 1 begins at expert 0)");
        assertThat(planned(folder, 1).problem().clients())
                .extracting(Participant::sketch)
                .containsOnly(List.of());
    }

    @Test
    void aResumedCoordinatorPlansWithTheSketchesItCommitted() throws Exception {
        Path whole = folder.resolve("whole");
        Path stopped = folder.resolve("stopped");
        ScriptedFederation.train(job("Exact"), whole, 1, 1, ROUNDS, LabelSketchRoundsTest::ofOneClass);
        ScriptedFederation.train(job("Exact"), stopped, 1, 1, ROUNDS / 2, LabelSketchRoundsTest::ofOneClass);
        ScriptedFederation.forget(stopped, ROUNDS / 2 + 1);

        // The clients come again with sketches drawn anew.
        ScriptedFederation.train(
                job("Exact"), stopped, 2, ROUNDS / 2 + 1, ROUNDS, client -> joining(client, 1 / 3.0, 1 / 3.0, 1 / 3.0));

        for (int round = 1; round <= ROUNDS; round++) {
            assertThat(planned(stopped, round)).as("round " + round).isEqualTo(planned(whole, round));
        }
    }

    @ParameterizedTest
    @CsvSource({"Exact, 3", "Noised, 3", "None, none"})
    void aSketchOfAnotherLengthThanTheJobAsksForIsRefused(String asked, String expected) throws Exception {
        try (var plant = new CoordinatorFixture(job(asked), folder)) {
            plant.apply(TinyJob.desired(1, ScriptedFederation.CLIENTS));

            var verdict = plant.port()
                    .join(CoordinatorFixture.caller("a"), joining("a", 0.5, 0.5).build());

            assertThat(verdict.<RefusedRequest>fold(LabelSketchRoundsTest::unexpected, why -> why))
                    .isEqualTo(new RefusedRequest(
                            Refusal.REFUSAL_BAD_REPORT,
                            "client 'a' sends a label sketch of 2 shares, the job asks for " + expected
                                    + ". Maybe worker and coordinator are of different versions."));
        }
    }

    private static RefusedRequest unexpected(JoinReply reply) {
        throw new AssertionError("let in: " + reply);
    }

    private List<Integer> classesOf(int round, int expert) throws Exception {
        return planned(folder, round).plan().experts().entrySet().stream()
                .filter(held -> held.getValue().contains(expert))
                .map(held -> CLASSES.get(number(held.getKey())))
                .toList();
    }

    private static JoinRequest.Builder ofOneClass(String client) {
        return joining(
                client,
                IntStream.range(0, 3)
                        .mapToDouble(b -> b == CLASSES.get(number(client)) ? 1 : 0)
                        .toArray());
    }

    private static JoinRequest.Builder joining(String client, double... sketch) {
        var request = CoordinatorFixture.request(client, Role.ROLE_TRAINER);
        IntStream.range(0, sketch.length).forEach(b -> request.addLabelSketch(sketch[b]));
        return request;
    }

    private static JobSettings job(String labelSketch) {
        var job = TinyJob.settings(ROUNDS + 1).toBuilder();
        job.getAlignmentBuilder()
                .setPolicy(AlignmentPolicy.ALIGNMENT_POLICY_COVERAGE)
                .setObjective(AlignmentObjective.ALIGNMENT_OBJECTIVE_GLOBAL)
                .setSlack(0.1);
        job.getPrivacyBuilder()
                .setLabelSketch(LabelSketch.valueOf("LABEL_SKETCH_" + labelSketch.toUpperCase(Locale.ROOT)));
        return job.build();
    }
}
