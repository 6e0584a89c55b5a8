package dev.fedmoe.benchmarks.policies.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fedmoe.benchmarks.policies.TinyExperiment;
import dev.fedmoe.core.alignment.AlignmentPolicy;
import dev.fedmoe.core.fitness.LabelSketch;
import dev.fedmoe.local.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExperimentFileTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void anExperimentIsReadAsItIsWritten() throws Exception {
        var experiment = TinyExperiment.experiment(folder);

        assertThat(experiment.clients()).isEqualTo(6);
        assertThat(experiment.groups()).isEqualTo(2);
        assertThat(experiment.skew().split().description()).isEqualTo("Dirichlet 1.0");
        assertThat(experiment.capacity().most()).isEqualTo(2);
        assertThat(experiment.objective()).hasToString("Personalized");
        assertThat(experiment.variants())
                .containsExactly(
                        new Variant("Random", AlignmentPolicy.RANDOM, 0.1, LabelSketch.NONE, 0),
                        new Variant(
                                "CompletedFitness 0.5", AlignmentPolicy.COMPLETED_FITNESS, 0.5, LabelSketch.NONE, 0));
        assertThat(Variant.parse("Coverage Exact"))
                .isEqualTo(new Variant("Coverage Exact", AlignmentPolicy.COVERAGE, 0.1, LabelSketch.EXACT, 0));
        assertThat(Variant.parse("Coverage Exact Adjusted"))
                .isEqualTo(new Variant("Coverage Exact Adjusted", AlignmentPolicy.COVERAGE, 0.1, LabelSketch.EXACT, 1));
        assertThat(experiment.targets().personal()).containsExactly(0.01, 1.0);
        assertThat(experiment.speed().upMbit()).isEqualTo(new Experiment.Range(2, 8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b", "k3", "words"})
    void whatShipsCanBeReadAndHasEveryPolicy(String name) throws Exception {
        var experiment = ExperimentFile.read(Path.of("experiments", name + ".yaml"));

        assertThat(experiment.seeds()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(experiment.variants()).extracting(Variant::policy).contains(AlignmentPolicy.values());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    clients: 6            | clients: 0             | clients is 0, expected a whole number from 2 to 10000. Maybe write clients: 80
                    clients: 6            | clients: many          | clients is "many", expected a whole number
                    groups: 2             | groups: 7              | groups is 7, expected a whole number from 1 to 6
                    rounds: 3             | rounds: 2.5            | rounds is 2.5, expected a whole number
                    rounds: 3             | round: 3               | rounds is missing. Maybe write rounds: 100
                    seeds: [5]            | seeds: []              | seeds is [], expected a list that is not empty
                    dirichlet: 1          | dirichlet: -1          | skew.dirichlet is -1, expected a number from 0.001
                    {dirichlet: 1}        | {shards: 3}            | skew is {"shards":3}, expected dirichlet, classes or even. Maybe write skew: {"dirichlet":0.5}
                    [1, 2]                | [2, 1]                 | capacity is [2,1], expected the fewest and the most
                    participation: 0.5    | participation: 2       | participation is 2, expected a number from 0.001 to 1
                    objective: Personalized | objective: Best      | objective is "Best", expected Global or Personalized or Balanced. Maybe write objective: "Personalized"
                    [Random,              | [Rnd,                  | policies is "Rnd", expected something else: no alignment policy 'Rnd'
                    CompletedFitness 0.5  | Random adjusted        | 'Random adjusted' has 'adjusted', which is no slack, no label sketch (None, Noised, Exact) and not Adjusted
                    CompletedFitness 0.5  | CompletedFitness 5     | 'CompletedFitness 5' is no policy with a slack from 0 to 1
                    topK: 2               | topK: 4                | model.topK is 4, expected a whole number from 1 to 3
                    hidden: 8,            | hidden: 8, depth: 2,   | model.depth (2) is unknown. Maybe one of expertHidden, experts, hidden, topK.
                    [100, 400]            | [400, 100]             | speed.samplesPerSecond is [400,100], expected two numbers, the smaller first
                    G: [0.01]             | G: [1.5]               | targets.G is [1.5], expected numbers from 0 to 1
                    """)
    void aBadValueIsNamedWithItsFieldAndTheNextStep(String good, String bad, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("bad.yaml"), TinyExperiment.YAML.replace(good, bad));

        assertThatThrownBy(() -> ExperimentFile.read(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("bad.yaml: ")
                .hasMessageContaining(message)
                .hasMessageContaining("Maybe");
    }

    @Test
    void whatIsNoYamlAndWhatIsNotThereAreNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.yaml"), "clients: [1");

        assertThatThrownBy(() -> ExperimentFile.read(file)).hasMessageContaining("bad.yaml is not YAML");
        assertThatThrownBy(() -> ExperimentFile.read(folder.resolve("none.yaml")))
                .hasMessageContaining("there is no experiment")
                .hasMessageContaining("none.yaml");
    }
}
