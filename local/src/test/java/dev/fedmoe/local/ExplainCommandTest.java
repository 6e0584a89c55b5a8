package dev.fedmoe.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.coordinator.store.CheckpointVolume;
import dev.fedmoe.coordinator.store.MilestoneListener;
import dev.fedmoe.coordinator.store.PlanStore;
import dev.fedmoe.core.alignment.AlignmentObjective;
import dev.fedmoe.core.alignment.AlignmentPlan;
import dev.fedmoe.core.alignment.AlignmentPlan.Assignment;
import dev.fedmoe.core.alignment.AlignmentPlan.Choice;
import dev.fedmoe.core.alignment.AlignmentProblem;
import dev.fedmoe.core.alignment.AlignmentProblem.Absent;
import dev.fedmoe.core.alignment.AlignmentProblem.Goal;
import dev.fedmoe.core.alignment.AlignmentProblem.Learned;
import dev.fedmoe.core.alignment.AlignmentProblem.Participant;
import dev.fedmoe.core.alignment.ChoiceExplanation;
import dev.fedmoe.core.alignment.ChoiceExplanation.Alternative;
import dev.fedmoe.core.alignment.ChoiceExplanation.Quota;
import dev.fedmoe.core.federation.planning.PlannedRound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One plan with every kind of choice there is, told in words. */
class ExplainCommandTest {
    private static final double UNSEEN = Double.NaN;

    @TempDir
    Path folder = Path.of("");

    private Path run = Path.of("");

    @BeforeEach
    void write() throws IOException {
        run = folder.resolve("runs/fashion");
        try (var volume = CheckpointVolume.open(run.resolve("volume"))) {
            new PlanStore(volume, MilestoneListener.NONE).write(planned());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fits", "short-of-training", "holds-all", "coverage", "random"})
    void saysWhyAClientGotItsExpertsWithTheNumbersOfThePlan(String client) throws Exception {
        CommandLineFixture.golden("explain-" + client).matches(explained(run, client));
    }

    @Test
    void everyoneIsALineAChoice() throws Exception {
        CommandLineFixture.golden("explain-everyone").matches(explained(run, ""));
    }

    @Test
    void aCheckpointVolumeSaysTheSameAsTheRun() throws Exception {
        assertThat(explained(run.resolve("volume"), "fits").replace("FOLDER/volume", "FOLDER"))
                .isEqualTo(explained(run, "fits"));
        assertThat(explainedAmong("--run", "fashion"))
                .isEqualTo(explainedAmong())
                .startsWith("Round 40 of ");
    }

    @Test
    void aRoundWithoutAPlanIsNamedWithThoseThereAre() {
        assertThat(refused(run, "41", "fits"))
                .isEqualTo("no plan of round 41 in FOLDER. Plans of the last 200 rounds are kept: here 40 to 40.\n");
    }

    @Test
    void aPlanThatIsNotWholeIsNotTold() throws Exception {
        Path file = run.resolve("volume/plans/round-000040.json");
        Files.writeString(file, Files.readString(file).replace("0.73", "0.93"));

        assertThat(refused(run, "40", "fits"))
                .isEqualTo("the plan of round 40 in FOLDER is not whole: its seal does not fit its content."
                        + " Maybe copy the volume again.\n");
    }

    @Test
    void aClientThatHadNoPartIsNamedWithThoseThatHad() {
        assertThat(refused(run, "40", "nobody"))
                .isEqualTo(
                        "client nobody had no part in round 40 of FOLDER: nothing is known of it. Maybe it has another"
                                + " name, POOL-NODE. Clients that had: coverage, fits, holds-all, random, short-of-training.\n");
        assertThat(refused(run, "40", "away"))
                .startsWith("client away had no part in round 40 of FOLDER: it has trained before, but was not drawn or"
                        + " not connected. Maybe ask for another round. Clients");
    }

    @Test
    void aFolderThatIsNeitherIsRefused() {
        assertThat(refused(folder, "40", "fits"))
                .isEqualTo(
                        "FOLDER is neither a run folder nor a checkpoint volume: it has neither volume/plans nor plans."
                                + " Maybe name a folder in runs, or the copy of a coordinator's volume.\n");
    }

    private String explainedAmong(String... more) {
        var words = new ArrayList<>(List.of(
                "explain", "--round", "40", "--runs", folder.resolve("runs").toString()));
        words.addAll(List.of(more));
        return CommandLineFixture.run(words.toArray(String[]::new)).out();
    }

    private static String explained(Path from, String client) {
        var words = new ArrayList<>(List.of("explain", from.toString(), "--round", "40"));
        words.addAll(client.isEmpty() ? List.of() : List.of("--client", client));
        var answer = CommandLineFixture.run(words.toArray(String[]::new));
        assertThat(answer.err()).isEmpty();
        assertThat(answer.exitCode()).isZero();
        return answer.out().replace(from.toString(), "FOLDER");
    }

    private static String refused(Path from, String round, String client) {
        var answer = CommandLineFixture.run("explain", from.toString(), "--round", round, "--client", client);
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.out()).isEmpty();
        return answer.err().replace(from.toString(), "FOLDER");
    }

    private static PlannedRound planned() {
        var instead = new Alternative(2, 0.55, 0.12);
        var beyond = new Alternative(0, 0.91, 0.33);
        var assignments = List.of(
                assignment(
                        "coverage",
                        new Choice(
                                1,
                                "evens out what experts see",
                                numbers(UNSEEN, UNSEEN, 0.2, new Alternative(2, UNSEEN, 0.27)))),
                assignment(
                        "fits",
                        new Choice(0, "fits it best", numbers(0.74, 0.73, 0.312, -0.1, instead)),
                        new Choice(1, "never tried here, likely to fit", numbers(UNSEEN, 0.41, 0.0, instead))),
                assignment(
                        "holds-all",
                        new Choice(0, "fits it", numbers(0.5, 0.5, 0, null)),
                        new Choice(1, "fits it", numbers(0.5, 0.5, 0, null)),
                        new Choice(2, "fits it", numbers(0.5, 0.5, 0, null))),
                assignment("random", new Choice(2, "drawn at random (seed 7, round 40)")),
                assignment(
                        "short-of-training",
                        new Choice(2, "short of training or holders", numbers(0.6, 0.58, 0.41, beyond))));
        return new PlannedRound(
                40, 0, "CompletedFitness", problem(), new AlignmentPlan(assignments, List.of(-0.1, 0.0, 0.41)));
    }

    private static AlignmentProblem problem() {
        var clients = List.of(
                client("coverage", 1, 0.3, UNSEEN, UNSEEN),
                new Participant("fits", 2, 600, 0, List.of(0.74, UNSEEN, 0.5), List.of(0.312, UNSEEN, -0.2), List.of()),
                client("holds-all", 3, 0.5, 0.5, 0.5),
                client("random", 1, UNSEEN, UNSEEN, 0.9),
                client("short-of-training", 1, 0.9, 0.2, 1.0));
        var learned = new Learned(
                List.of(500.0, 300.0, 200.0),
                List.of(),
                List.of(),
                List.of(),
                List.of(new Absent("away", 2, new TreeMap<>(Map.of(1, 0.5)))));
        return new AlignmentProblem(7, 40, new Goal(AlignmentObjective.BALANCED, 3, 1), clients, learned);
    }

    private static Participant client(String name, int slots, Double... fitness) {
        return new Participant(name, slots, 600, List.of(fitness));
    }

    private static Assignment assignment(String client, Choice... choices) {
        return new Assignment(client, List.of(choices));
    }

    private static ChoiceExplanation numbers(
            double seen, double completed, double price, @Nullable Alternative instead) {
        return numbers(seen, completed, null, price, instead);
    }

    private static ChoiceExplanation numbers(
            double seen, double completed, @Nullable Double affinity, double price, @Nullable Alternative instead) {
        return new ChoiceExplanation(
                seen,
                completed,
                affinity,
                price,
                0.5,
                new Quota(2, 1, instead == null ? Integer.MAX_VALUE : 3),
                instead);
    }
}
