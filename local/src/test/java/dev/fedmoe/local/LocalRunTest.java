package dev.fedmoe.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.local.report.RoundRow;
import dev.fedmoe.local.report.RunRecord;
import dev.fedmoe.local.report.RunReportFiles;
import dev.fedmoe.testing.RealParts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole federation with real processes: coordinator, three clients, evaluator. */
@RealParts
class LocalRunTest {
    @TempDir
    Path folder = Path.of("");

    private final LauncherExtension launchers = new LauncherExtension();

    @BeforeEach
    void prepare() throws Exception {
        TinyFederation.writeManifests(folder.resolve("manifests"), 3);
        TinyFederation.writeImages(folder.resolve("data"), 240, 4);
    }

    @AfterEach
    void stop() {
        launchers.close();
    }

    @Test
    void aTinyFederationTrainsAndSumsUp() throws Exception {
        LauncherProcess run = start("--split", "iid");

        assertThat(run.exitCode()).isZero();
        assertThat(run.output())
                .contains("Data     data, 240 images over 3 clients (iid, seed 7), 240 for testing")
                .contains("Nodes    3 clients, 6 expert slots; 2 experts × 2 holders fit")
                .containsPattern("NAME +PHASE +ROUND +CLIENTS +EXPERTS +BALANCE +METRIC +AGE")
                .containsPattern("tiny +Complete +2/2 +\\d/3 +2/2 +\\d+% +G 0\\.\\d{3}")
                .containsPattern("Finished  2 rounds in .* G 0\\.\\d{3} on 240 test images")
                .contains("Why       client tiny-node-1 trained ");
        assertThat(record().outcome()).isEqualTo("Complete");
        assertThat(folder.resolve("runs/tiny/model.safetensors")).isNotEmptyFile();
        assertThat(Files.readString(folder.resolve("runs/tiny/report.html"))).doesNotContainPattern("https?:");
        assertThat(record().memoryBytes()).containsKeys("coordinator", "evaluator", "worker-tiny-node-1");
        assertThat(explain()).contains("Client tiny-node-1, 2 slots and ", "objective Balanced, trained 0, 1.");
    }

    @Test
    void oneProcessCanServeAllClients() throws Exception {
        LauncherProcess run = start("--processes", "1", "--split", "iid");

        assertThat(run.exitCode()).isZero();
        assertThat(record().memoryBytes()).containsOnlyKeys("coordinator", "evaluator", "worker-1");
        assertThat(record().rows())
                .extracting(row -> row.attendance().reported())
                .containsExactly(3, 3);
    }

    @Test
    void ctrlCStopsEveryProcessAndResumeGoesOn() throws Exception {
        LauncherProcess run = start("--rounds", "100000", "--split", "iid");
        run.awaitLine("Training +[1-9]");
        List<ProcessHandle> children = run.children();

        run.interrupt();

        assertThat(run.exitCode()).isEqualTo(130);
        assertThat(children).hasSizeGreaterThanOrEqualTo(5).noneMatch(ProcessHandle::isAlive);
        assertThat(record().outcome()).isEqualTo("Stopped");

        int committed = record().rows().size();
        assertThat(start("--split", "iid").exitCode()).isEqualTo(2);
        LauncherProcess resumed = start("--split", "iid", "--resume", "--rounds", Integer.toString(committed + 5));
        assertThat(resumed.exitCode()).isZero();
        assertThat(record().rows())
                .extracting(RoundRow::round)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, committed + 5).boxed().toList());
    }

    @Test
    void aKilledWorkerAndAKilledCoordinatorComeBack() throws Exception {
        LauncherProcess run = start("--rounds", "150", "--split", "iid");
        run.awaitLine("Training +[1-9]");

        run.child("name=tiny-node-2").destroyForcibly();
        run.awaitLine("worker-tiny-node-2 was killed");
        run.child("CoordinatorMain").destroyForcibly();
        run.awaitLine("coordinator was killed");

        assertThat(run.exitCode()).isZero();
        assertThat(record().rows()).hasSize(150);
    }

    private LauncherProcess start(String... options) throws Exception {
        return launchers.start(folder, options);
    }

    private String explain() throws Exception {
        LauncherProcess explain = launchers.startPlain(
                folder, "explain", folder.resolve("runs/tiny").toString(), "--round", "2", "--client", "tiny-node-1");
        assertThat(explain.exitCode()).isZero();
        return explain.output();
    }

    private RunRecord record() {
        return new RunReportFiles(folder.resolve("runs/tiny")).read().orElseThrow();
    }
}
