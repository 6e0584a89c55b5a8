package dev.fedmoe.benchmarks.policies.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.benchmarks.policies.TinyExperiment;
import dev.fedmoe.benchmarks.policies.experiment.Experiment;
import dev.fedmoe.benchmarks.policies.experiment.ExperimentFile;
import dev.fedmoe.benchmarks.policies.trial.RoundMeasures;
import dev.fedmoe.benchmarks.policies.trial.TrialRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonReportTest {
    @TempDir
    private Path folder = Path.of("");

    private String tables = "";
    private String page = "";

    @BeforeEach
    void threeRunsOfTwoContenders() throws Exception {
        Experiment experiment = ExperimentFile.read(Files.writeString(
                folder.resolve("tiny.yaml"), TinyExperiment.YAML.replace("P: [0.01, 1]", "P: [0.01, 0.5]")));
        var trials = List.of(
                trial("Random", 5, 0.005, 0.3, 0.4),
                trial("CompletedFitness 0.5", 5, 0.2, 0.5, 0.7),
                trial("CompletedFitness 0.5", 6, 0.005, 0.5, 1.0));
        ComparisonReport.write(folder, List.of(experiment), trials);
        tables = Files.readString(folder.resolve("tables.md"));
        page = Files.readString(folder.resolve("report.html"));
    }

    @Test
    void aTargetIsReachedWhenTheMeanOfTheLastRoundsIsAndMissesAreSaid() {
        assertThat(tables)
                .contains("| policy | seeds | rounds to G 0.01 | rounds to P 0.01 | rounds to P 0.5 | final G |")
                .contains("| Random | 1 | 2 | 2 | > 3 | 0.118 | 0.235 | 0.50 | 9 |")
                .contains(
                        "| CompletedFitness 0.5 | 2 | 2 ± 1 | 2 ± 1 | 3 (1 of 2) | 0.242 ± 0.012 | 0.484 ± 0.025 | 0.50 ± 0.00 |");
    }

    @Test
    void megabytesAndSecondsAreThoseOfThatRound() {
        assertThat(tables).contains("| Random | 4, 20 | 4, 20 | – |");
    }

    @Test
    void thePageDrawsEveryContenderAndNeedsNothingFromElsewhere() {
        assertThat(page)
                .contains("<svg")
                .contains("CompletedFitness 0.5</text>")
                .contains("Random</text>");
        assertThat(page).doesNotContain("http").doesNotContain("src=").doesNotContain("<script");
    }

    @Test
    void eachPlotIsAlsoAFileThatStandsAlone() throws Exception {
        for (String name : List.of("Tiny-G.svg", "Tiny-P.svg")) {
            assertThat(folder.resolve(name))
                    .content()
                    .startsWith("<svg ")
                    .contains("xmlns='http://www.w3.org/2000/svg'", "Random</text>");
        }
    }

    @Test
    void rawFiguresAreKept() throws Exception {
        assertThat(Files.readAllLines(folder.resolve("rounds.csv")))
                .hasSize(1 + 9)
                .contains("Tiny,Random,5,2,0.1500,0.3000,0.5000,4000000,20.0");
    }

    private static TrialRecord trial(String variant, int seed, double... personal) {
        var rounds = new ArrayList<RoundMeasures>();
        for (int i = 0; i < personal.length; i++) {
            rounds.add(
                    new RoundMeasures(i + 1, personal[i] / 2, personal[i], 0.5, 2_000_000L * (i + 1), 10.0 * (i + 1)));
        }
        return new TrialRecord("Tiny", "", variant, seed, 9, rounds);
    }
}
