package dev.fedmoe.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.benchmarks.policies.TinyExperiment;
import dev.fedmoe.worker.data.IdxWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class PolicyComparisonTest {
    @TempDir
    private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void dataOfTheRightForm() throws Exception {
        var images = TinyExperiment.images(28);
        IdxWriter.write(
                images.train(), folder.resolve("train-images-idx3-ubyte"), folder.resolve("train-labels-idx1-ubyte"));
        IdxWriter.write(
                images.test(), folder.resolve("t10k-images-idx3-ubyte"), folder.resolve("t10k-labels-idx1-ubyte"));
        Files.writeString(folder.resolve("tiny.yaml"), TinyExperiment.YAML);
    }

    @Test
    void everyPolicyRunsOnceAndWhatHasAResultIsNotRunAgain() throws Exception {
        assertThat(execute("--policies", "Random")).isZero();
        assertThat(out.toString()).contains("Tiny, Random, seed 5: G 0.").contains("report.html");
        out.getBuffer().setLength(0);

        assertThat(execute()).isZero();

        assertThat(out.toString()).doesNotContain("Tiny, Random").contains("Tiny, CompletedFitness 0.5, seed 5");
        assertThat(Files.readString(folder.resolve("results/tables.md")))
                .contains("| Random |", "| CompletedFitness 0.5 |");
    }

    @Test
    void aResultOfOtherCircumstancesIsRunAgainThatOfOtherTargetsIsNot() throws Exception {
        assertThat(execute("--policies", "Random")).isZero();
        out.getBuffer().setLength(0);

        Files.writeString(folder.resolve("tiny.yaml"), TinyExperiment.YAML.replace("P: [0.01, 1]", "P: [0.02]"));
        assertThat(execute("--policies", "Random")).isZero();
        assertThat(out.toString()).doesNotContain("Tiny, Random");

        Files.writeString(folder.resolve("tiny.yaml"), TinyExperiment.YAML.replace("localSteps: 4", "localSteps: 5"));
        assertThat(execute("--policies", "Random")).isZero();
        assertThat(out.toString()).contains("Tiny, Random, seed 5");
    }

    @Test
    void aReportAloneTrainsNothing() throws Exception {
        assertThat(execute("--report-only")).isZero();

        assertThat(out.toString()).doesNotContain("seed").contains("report.html");
        assertThat(folder.resolve("results/report.html")).exists();
    }

    @Test
    void badInputIsASentenceAndExitCodeTwo() throws Exception {
        Files.writeString(
                folder.resolve("tiny.yaml"), TinyExperiment.YAML.replace("data: Fashion-MNIST", "data: Cats"));

        assertThat(execute()).isEqualTo(2);
        assertThat(err.toString())
                .isEqualToIgnoringNewLines("data is Cats, which is unknown. Maybe Fashion-MNIST or Words.");
        assertThat(execute("--policies", "Rnd")).isEqualTo(2);
        assertThat(err.toString()).contains("--policies: no alignment policy 'Rnd'");
    }

    private int execute(String... more) {
        var words = new ArrayList<>(List.of(
                "compare",
                folder.resolve("tiny.yaml").toString(),
                "--data",
                folder.toString(),
                "--results",
                folder.resolve("results").toString()));
        words.addAll(List.of(more));
        return BenchmarksMain.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(words.toArray(String[]::new));
    }
}
