package dev.fedmoe.coordinator.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.core.alignment.AlignmentObjective;
import dev.fedmoe.core.alignment.AlignmentPlan;
import dev.fedmoe.core.alignment.AlignmentPlan.Choice;
import dev.fedmoe.core.alignment.AlignmentPolicy;
import dev.fedmoe.core.alignment.AlignmentProblem;
import dev.fedmoe.core.alignment.AlignmentProblem.Absent;
import dev.fedmoe.core.alignment.AlignmentProblem.Goal;
import dev.fedmoe.core.alignment.AlignmentProblem.Learned;
import dev.fedmoe.core.alignment.AlignmentProblem.Participant;
import dev.fedmoe.core.federation.planning.PlannedRound;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanStoreTest {
    private static final double UNSEEN = Double.NaN;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"Random", "FitnessAndLoad", "BoundedLoad", "CompletedFitness", "Coverage"})
    void aPlanReadsAsItWasWrittenBitByBit(String policy) throws Exception {
        var problem = problem();
        var planned = new PlannedRound(
                31,
                2,
                policy,
                problem,
                AlignmentPolicy.named(policy).aligner(0.1).align(problem));

        assertThat(written(planned)).isEqualTo(planned);
    }

    @Test
    void aPlanOfBeforePlansNamedTheirPolicyHasNone() {
        assertThat(JsonFiles.parse("{\"round\":31,\"attempt\":0}", PlannedRound.class))
                .hasValueSatisfying(planned -> assertThat(planned.policy()).isEmpty());
    }

    @Test
    void aPlanOfBeforeThereWasAffinityKnowsNone() throws Exception {
        var planned = new PlannedRound(31, 0, "Greedy", problem(), new AlignmentPlan(List.of(), List.of()));
        String before = JsonFiles.line(planned).replaceAll(",\"affinity\":(\\[[^]]*]|\\{[^}]*})", "");

        var read = JsonFiles.parse(before, PlannedRound.class).orElseThrow().problem();

        assertThat(before).doesNotContain("affinity");
        assertThat(read.clients()).flatMap(Participant::affinity).containsOnly(UNSEEN);
        assertThat(read.learned().absent()).extracting(Absent::affinity).containsOnly(new TreeMap<>());
        assertThat(read.clients())
                .extracting(Participant::fitness)
                .isEqualTo(
                        problem().clients().stream().map(Participant::fitness).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Greedy", "FitnessAndLoad", "BoundedLoad", "CompletedFitness"})
    void everyChoiceByFitnessCarriesItsNumbers(String policy) throws Exception {
        var problem = problem();
        var plan = AlignmentPolicy.named(policy).aligner(0.1).align(problem);

        var choices = written(new PlannedRound(31, 0, policy, problem, plan)).plan().assignments().stream()
                .flatMap(assignment -> assignment.choices().stream())
                .toList();

        assertThat(choices).hasSize(12).extracting(Choice::grounds).doesNotContainNull();
        assertThat(choices)
                .anyMatch(choice -> choice.grounds() != null
                        && Double.isNaN(choice.grounds().seen())
                        && choice.grounds().instead() != null);
    }

    private PlannedRound written(PlannedRound planned) throws Exception {
        try (var volume = CheckpointVolume.open(folder)) {
            var plans = new PlanStore(volume, MilestoneListener.NONE);
            plans.write(planned);
            return plans.read(planned.round()).orElseThrow();
        }
    }

    /** Six clients of two kinds, none of which has tried expert 3, and six who have tried it and are away. */
    private static AlignmentProblem problem() {
        var clients = IntStream.range(0, 6)
                .mapToObj(c -> new Participant(
                        "c" + c,
                        2,
                        100,
                        c,
                        List.of(0.1 + c / 9.0, 1.0 / 3, 0.9 - c / 9.0, UNSEEN),
                        List.of(1.0 / 3, -c / 9.0, UNSEEN, UNSEEN),
                        List.of()))
                .toList();
        var absent = IntStream.range(0, 6)
                .mapToObj(c -> new Absent(
                        "x" + c, 3, new TreeMap<>(Map.of(3, 0.2 + c / 10.0)), new TreeMap<>(Map.of(3, c / 9.0))))
                .toList();
        var learned = new Learned(
                List.of(10.0, 20.0, 30.0, 1.0 / 3),
                List.of(0, 0, 1, 5),
                List.of(0.1, -0.2, 0.0, 1.0 / 3),
                List.of(List.of(0.1), List.of(0.2), List.of(0.3), List.of(1.0 / 3)),
                absent);
        return new AlignmentProblem(7, 31, new Goal(AlignmentObjective.PERSONALIZED, 4, 1), clients, learned);
    }
}
