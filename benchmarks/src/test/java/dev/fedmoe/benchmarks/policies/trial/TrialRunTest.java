package dev.fedmoe.benchmarks.policies.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.benchmarks.policies.TinyExperiment;
import dev.fedmoe.benchmarks.policies.experiment.Experiment;
import dev.fedmoe.benchmarks.policies.experiment.Variant;
import dev.fedmoe.benchmarks.policies.scenario.Scenario;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real training, in moments. */
@Timeout(120)
class TrialRunTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void theSameSeedGivesTheSameFiguresBitByBit() throws Exception {
        var first = run("CompletedFitness 0.5", "first");
        var second = run("CompletedFitness 0.5", "second");

        assertThat(second.rounds()).isEqualTo(first.rounds());
    }

    @Test
    void everyPolicyHasTheSameParticipantsBytesAndSeconds() throws Exception {
        var random = run("Random", "random").rounds();
        var greedy = run("Greedy", "greedy").rounds();

        assertThat(greedy)
                .extracting(RoundMeasures::bytes)
                .isEqualTo(random.stream().map(RoundMeasures::bytes).toList());
        assertThat(greedy)
                .extracting(RoundMeasures::seconds)
                .isEqualTo(random.stream().map(RoundMeasures::seconds).toList());
        assertThat(greedy).isNotEqualTo(random);
    }

    @Test
    void everyRoundIsMeasuredAndTrainingHelps() throws Exception {
        var rounds = run("RoundRobin", "robin").rounds();

        assertThat(rounds).extracting(RoundMeasures::round).containsExactly(1, 2, 3);
        assertThat(rounds).allSatisfy(round -> {
            assertThat(round.global()).isBetween(0.0, 1.0);
            assertThat(round.loadCv()).isBetween(0.0, 1.5);
        });
        // Four classes: a guess is right in 0.25 of all cases.
        assertThat(rounds.get(2).personal()).isGreaterThan(0.3);
        assertThat(rounds).isSortedAccordingTo((a, b) -> Long.compare(a.bytes(), b.bytes()));
    }

    private TrialRecord run(String variant, String name) throws Exception {
        Experiment experiment = TinyExperiment.experiment(folder);
        var scenario = Scenario.of(TinyExperiment.images(8), experiment, 5);
        Path own = Files.createDirectory(folder.resolve(name));
        scenario.write(own.resolve("data"));
        return new TrialRun(experiment, Variant.parse(variant), 5, scenario)
                .run(own.resolve("data"), own.resolve("volume"));
    }
}
