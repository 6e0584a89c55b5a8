package dev.fedmoe.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a user gets wrong ends in exit code 2, one message, and nothing started. */
class LocalMainTest {
    @TempDir
    Path folder = Path.of("");

    private final StringWriter err = new StringWriter();
    private final StringWriter out = new StringWriter();

    @BeforeEach
    void manifests() throws Exception {
        TinyFederation.writeManifests(folder.resolve("manifests"), 3);
        TinyFederation.writeImages(folder.resolve("data"), 90, 4);
    }

    @Test
    void optionsOutOfRange() {
        refused("--rounds 0: must be at least 1.", "--rounds", "0");
        refused("--seed -1: must be at least 0.", "--seed", "-1");
        refused("--processes 0: must be at least 1.", "--processes", "0");
        refused("--alpha 0.0: must be greater than 0, for instance 0.3.", "--alpha", "0");
        refused("--log loud: must be error, warn, info, debug or trace.", "--log", "loud");
        refused(
                "--policy Best: no such policy. Maybe one of BoundedLoad, CompletedFitness, Coverage, ",
                "--policy",
                "Best");
        refused("--resume goes on with a run and --fresh begins anew: use one of them.", "--resume", "--fresh");
        refused("Invalid value for option '--split'", "--split", "fair");
        refused("Unknown option: '--round'", "--round", "3");
    }

    @Test
    void manifestsThatTheApiServerWouldRefuse() throws Exception {
        Path job = folder.resolve("manifests/job.yaml");
        Files.writeString(job, Files.readString(job).replace("experts: 2, topK: 1", "experts: 2, topK: 3"));

        refused("FederatedMoEJob \"tiny\": spec.model.topK: Invalid value: topK (3) must not exceed experts (2)");
    }

    @Test
    void manifestsOfNoJobOrOfNothing() throws Exception {
        Files.delete(folder.resolve("manifests/job.yaml"));

        refused("one FederatedMoEJob can run at a time, and there are 0. Maybe name the files of one job.");
        refusedManifests(folder.resolve("nowhere"), "nowhere: no such file or folder");
    }

    @Test
    void aJobThatDoesNotFitSaysTheNumbers() throws Exception {
        TinyFederation.writeManifests(folder.resolve("manifests"), 1);

        refused("FederatedMoEJob tiny needs 4 slots (2 experts × 2 holders)");
    }

    @Test
    void dataThatIsNotThereOrDamaged() throws Exception {
        Path labels = folder.resolve("data/train-labels-idx1-ubyte.gz");
        byte[] whole = Files.readAllBytes(labels);

        Files.write(labels, java.util.Arrays.copyOf(whole, whole.length - 20));
        refused("train-labels-idx1-ubyte.gz is truncated");
        Files.delete(labels);
        refused("has no file train-labels-idx1-ubyte.gz. Ways to the data: install the Debian package");
        Files.write(labels, whole);
        Path job = folder.resolve("manifests/job.yaml");
        Files.writeString(job, Files.readString(job).replace("shape: [1, 8, 8]", "shape: [1, 9, 9]"));
        refused("holds images of [8, 8] = 64 values; the job's data.shape [1, 9, 9] needs 81");
    }

    @Test
    void aLabelOutOfRangeIsNamed() throws Exception {
        TinyFederation.writeImages(folder.resolve("data"), 90, 7);

        refused("train-labels-idx1-ubyte.gz is 4; the job has 4 classes, 0 to 3");
    }

    @Test
    void aSplitThatLeavesAClientEmptyIsNamed() throws Exception {
        // At so small an alpha each of the four classes goes to one client, so that two of six get nothing.
        TinyFederation.writeManifests(folder.resolve("manifests"), 6);

        refused(" would get no sample at all.", "--split", "dirichlet", "--alpha", "0.0001");
        refused("--shards 5: the data has 4 classes. Maybe use 1 to 4.", "--split", "shards", "--shards", "5");
    }

    @Test
    void nothingToResume() {
        refused("--resume: there is no run in ", "--resume");
    }

    @Test
    void explainNeedsARun() {
        assertThat(execute(
                        "explain",
                        "--round",
                        "3",
                        "--runs",
                        folder.resolve("runs").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("there is no run in ");
    }

    @Test
    void helpNamesEveryOption() {
        assertThat(execute("--help")).isZero();
        assertThat(out.toString())
                .contains("--data", "--split", "--alpha", "--shards", "--seed", "--rounds", "--policy", "--objective")
                .contains("--processes", "--runs", "--resume", "--fresh", "--log", "explain", "plan -f");
    }

    private void refused(String message, String... options) {
        refusedManifests(folder.resolve("manifests"), message, options);
    }

    private void refusedManifests(Path manifests, String message, String... options) {
        err.getBuffer().setLength(0);
        var arguments = new ArrayList<>(List.of(
                manifests.toString(),
                "--data",
                folder.resolve("data").toString(),
                "--runs",
                folder.resolve("runs").toString()));
        arguments.addAll(List.of(options));

        assertThat(execute(arguments.toArray(String[]::new))).isEqualTo(2);
        assertThat(err.toString()).contains(message);
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    private int execute(String... arguments) {
        CommandLine commandLine =
                LocalMain.commandLine().setErr(new PrintWriter(err, true)).setOut(new PrintWriter(out, true));
        return commandLine.execute(arguments);
    }
}
