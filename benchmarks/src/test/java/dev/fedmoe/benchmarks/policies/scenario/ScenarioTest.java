package dev.fedmoe.benchmarks.policies.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.benchmarks.policies.TinyExperiment;
import dev.fedmoe.worker.data.Dataset;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void theSameSeedMakesTheSameWorldAndAnotherAnother() throws Exception {
        var experiment = TinyExperiment.experiment(folder);

        var scenario = Scenario.of(TinyExperiment.images(8), experiment, 5);

        assertThat(description(Scenario.of(TinyExperiment.images(8), experiment, 5)))
                .isEqualTo(description(scenario));
        assertThat(description(Scenario.of(TinyExperiment.images(8), experiment, 6)))
                .isNotEqualTo(description(scenario));
    }

    @Test
    void everyClientHasEnoughAndAllSamplesAreDealtOnce() throws Exception {
        var scenario = Scenario.of(TinyExperiment.images(8), TinyExperiment.experiment(folder), 5);

        assertThat(scenario.clients()).hasSize(6).allSatisfy(client -> {
            assertThat(client.samples().size()).isGreaterThanOrEqualTo(20);
            assertThat(client.slots()).isBetween(1, 2);
            assertThat(client.testSet().size()).isEqualTo(10);
        });
        assertThat(scenario.clients().stream().mapToInt(c -> c.samples().size()).sum())
                .isEqualTo(400);
        assertThat(scenario.testSets()).extracting(Dataset::size).containsExactly(20, 20);
    }

    @Test
    void aGroupCallsThingsByNamesOfItsOwn() {
        var concepts = LabelConcepts.draw(3, 10, new Random(1));

        assertThat(concepts.permutations().get(0)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(concepts.permutations().get(1))
                .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9)
                .isNotEqualTo(concepts.permutations().get(0))
                .isNotEqualTo(concepts.permutations().get(2));
    }

    @Test
    void anExamHasTheProportionsOfWhatTheClientOwns() {
        Dataset test = TinyExperiment.images(8).test();

        int[] drawn = new TestSetSampler(test, new Random(1)).draw(10, new int[] {60, 29, 0, 11});

        assertThat(IntStream.of(drawn).mapToObj(test::label).sorted()).containsExactly(0, 0, 0, 0, 0, 0, 1, 1, 1, 3);
    }

    @Test
    void aSlowLinkCostsWhatItShould() {
        var speed = new ClientSpeed(100, 1e6, 5e5);

        assertThat(speed.seconds(1_000_000, 200)).isEqualTo(1 + 2 + 2.0);
    }

    private static List<String> description(Scenario scenario) {
        return scenario.clients().stream()
                .map(c -> c.name() + c.slots() + c.speed() + labels(c.samples()) + labels(c.testSet()))
                .toList();
    }

    private static List<Integer> labels(Dataset samples) {
        return IntStream.range(0, samples.size()).mapToObj(samples::label).toList();
    }
}
