package dev.fedmoe.local.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.local.report.RoundRow.Accuracy;
import dev.fedmoe.local.report.RoundRow.Attendance;
import dev.fedmoe.local.report.RoundRow.Load;
import dev.fedmoe.local.report.RoundRow.Traffic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {
    @TempDir
    Path runs = Path.of("");

    @Test
    void thePageNeedsNothingFromElsewhere() throws Exception {
        String page = report("fashion", run("CompletedFitness", "camera-1"));

        assertThat(page)
                .doesNotContainPattern("https?:|src=|@import|url\\(|<link|fetch\\(|/\\*(style|script|figures)\\*/");
        assertThat(page).contains("\"policy\":\"CompletedFitness\"");
    }

    @Test
    void aNameCannotEndTheScript() throws Exception {
        String page = report("fashion", run("Random", "</script><b>"));

        assertThat(page).doesNotContain("</script><b>").contains("\\u003c/script>");
    }

    @Test
    void runsOfTheSameJobBesideItAreCompared() throws Exception {
        new RunReportFiles(Files.createDirectory(runs.resolve("fashion-Random")))
                .writeRecord(run("Random", "camera-1"));
        new RunReportFiles(Files.createDirectory(runs.resolve("fashion.1"))).writeRecord(run("Greedy", "camera-1"));
        Files.writeString(Files.createDirectory(runs.resolve("broken")).resolve("record.json"), "{");

        String page = report("fashion", run("CompletedFitness", "camera-1"));

        assertThat(page).contains("\"others\":{\"fashion-Random\":").doesNotContain("Greedy\"", "broken\"");
    }

    @Test
    void anEarlierRunsReportLearnsOfALaterOne() throws Exception {
        report("fashion", run("CompletedFitness", "camera-1"));
        report("fashion-Random", run("Random", "camera-1"));

        assertThat(Files.readString(runs.resolve("fashion/report.html")))
                .contains("\"others\":{\"fashion-Random\":")
                .contains("\"policy\":\"CompletedFitness\"");
    }

    @Test
    void aRunThatComesWithTheManifestsIsComparedUntilOneOfItsPolicyIsAtHand() throws Exception {
        var random = run("Random", "camera-1");
        Path manifests = recorded(random, run("Greedy", "camera-1", "other slots"));

        assertThat(reportWith(manifests, "fashion", run("CompletedFitness", "camera-1")))
                .contains("\"others\":{\"recorded/Random.json\":")
                .doesNotContain("Greedy\"");

        var stopped = new RunRecord(random.setting(), "Stopped", 1, 0, List.of(), List.of(), Map.of(), List.of());
        assertThat(reportWith(manifests, "fashion-Random", stopped)).doesNotContain("recorded/Random");
        assertThat(runs.resolve("fashion/report.html")).content().contains("\"recorded/Random.json\":");

        var files = new RunReportFiles(runs.resolve("fashion-Random"));
        files.writeRecord(random);
        files.writeReport(random);
        assertThat(runs.resolve("fashion/report.html"))
                .content()
                .contains("\"others\":{\"fashion-Random\":")
                .doesNotContain("recorded/Random");
    }

    @Test
    void aRecordWithoutCircumstancesIsShownBesideAndComparedWithNothing() throws Exception {
        Path manifests = recorded(run("Random", "camera-1"));
        String old = RunReportFiles.json(run("Random", "camera-1")).replace(",\"circumstances\":\"slots\"", "");
        Files.writeString(Files.createDirectory(runs.resolve("fashion-Random")).resolve("record.json"), old);
        Files.writeString(manifests.resolve("recorded/Greedy.json"), old.replace("Random", "Greedy"));

        assertThat(reportWith(manifests, "fashion", run("CompletedFitness", "camera-1")))
                .contains("\"fashion-Random\":", "\"recorded/Random.json\":")
                .doesNotContain("Greedy\"");
    }

    @Test
    void aRunKeepsOnlyWhatComesWithItsManifestsNow() throws Exception {
        Path manifests = recorded(run("Random", "camera-1"));
        Path job = Files.writeString(manifests.resolve("job.yaml"), "kind: FederatedMoEJob");
        reportWith(job, "fashion", run("CompletedFitness", "camera-1"));
        assertThat(runs.resolve("fashion/recorded/Random.json")).exists();

        Files.delete(manifests.resolve("recorded/Random.json"));
        new RecordedRuns(runs.resolve("fashion")).copyFrom(List.of(job));

        assertThat(runs.resolve("fashion/recorded")).isEmptyDirectory();
    }

    @Test
    void aRecordReadsBackAsWritten() throws Exception {
        var files = new RunReportFiles(runs);

        files.writeRecord(run("Random", "camera-1"));

        assertThat(files.read()).contains(run("Random", "camera-1"));
    }

    @Test
    void metricsHaveARowARoundAndLeaveTheUnknownEmpty() throws Exception {
        var files = new RunReportFiles(runs);

        files.writeMetrics(run("Random", "camera-1").rows());

        assertThat(files.metrics())
                .hasContent(
                        """
                        round,seconds,G,g,P,load_cv,down_bytes,up_bytes,whole_model_bytes,reported,planned,load_0,load_1
                        1,2.5000,,0.5000,0.6250,0.1000,100,200,900,2,3,0.4500,0.5500
                        """);
    }

    @Test
    void anEarlierRunIsSetAsideUnderTheNextFreeNumber() throws Exception {
        Path folder = Files.createDirectory(runs.resolve("fashion"));
        Files.createDirectory(runs.resolve("fashion.1"));

        assertThat(PreviousRunArchive.move(folder))
                .isEqualTo(runs.resolve("fashion.2"))
                .exists();
        assertThat(folder).doesNotExist();
    }

    private String report(String folder, RunRecord run) throws Exception {
        return reportWith(runs, folder, run);
    }

    private String reportWith(Path manifests, String folder, RunRecord run) throws Exception {
        var files = new RunReportFiles(Files.createDirectory(runs.resolve(folder)));
        new RecordedRuns(files.folder()).copyFrom(List.of(manifests));
        files.writeRecord(run);
        files.writeReport(run);
        return Files.readString(files.report());
    }

    private Path recorded(RunRecord... records) throws Exception {
        Path manifests = Files.createDirectory(runs.resolve("manifests"));
        Path folder = Files.createDirectory(manifests.resolve("recorded"));
        for (RunRecord run : records) {
            Files.writeString(folder.resolve(run.setting().policy() + ".json"), RunReportFiles.json(run));
        }
        return manifests;
    }

    private static RunRecord run(String policy, String client) {
        return run(policy, client, "slots");
    }

    private static RunRecord run(String policy, String client, String circumstances) {
        return new RunRecord(
                new RunCircumstances("fashion", policy, "Balanced", "two clients", 7, 1, 2, 1, circumstances),
                "Complete",
                1,
                2.5,
                List.of(new RoundRow(
                        1,
                        2.5,
                        new Accuracy(Double.NaN, 0.5, 0.625),
                        new Traffic(100, 200, 900),
                        new Load(0.1, List.of(0.45, 0.55)),
                        new Attendance(2, 3))),
                List.of(new ClientRow(client, 2, 0.625, List.of(10, 20), List.of(1, 0), List.of(0.5, Double.NaN))),
                Map.of("coordinator", 118L << 20),
                List.of(new AssignedExpert(client, 0, "fits it best")));
    }
}
