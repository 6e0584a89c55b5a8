package dev.fedmoe.crds.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.crds.job.AlignmentSection.Objective;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestSetTest {
    private static final Path FOLDER = Path.of("src/test/resources/manifests");
    private static final Path SHORTEST = FOLDER.resolve("shortest.yaml");

    @TempDir
    Path folder = Path.of("");

    @Test
    void theShortestJobIsAcceptedAndGetsItsDefaults() {
        var manifests = accepted(SHORTEST);

        var job = manifests.jobs().get(0);
        assertThat(manifests.poolOf(job).getMetadata().getName()).isEqualTo("cameras");
        assertThat(job.getSpec().model.hidden).isEqualTo(128);
        assertThat(job.getSpec().training.batchSize).isEqualTo(32);
        assertThat(job.getSpec().training.optimizer.clipNorm).isEqualTo("1.0");
        assertThat(job.getSpec().alignment.objective).isEqualTo(Objective.Balanced);
        assertThat(job.getSpec().alignment.policy).isNull();
        assertThat(job.getSpec().checkpoint.volume.size).hasToString("1Gi");
        assertThat(job.getSpec().evaluation).isNull();
        assertThat(manifests.pools().get(0).getSpec().reserve.memory).hasToString("256Mi");
    }

    @Test
    void theCarefulJobIsAcceptedAsWritten() {
        var spec =
                accepted(SHORTEST, FOLDER.resolve("careful.yaml")).jobs().get(1).getSpec();

        assertThat(spec.data.holdout).isEqualTo(0.1);
        assertThat(spec.training.participation).isEqualTo("0.25");
        assertThat(spec.alignment.seed).isEqualTo(7);
        assertThat(spec.ttlSecondsAfterFinished).isEqualTo(604800L);
    }

    @Test
    void aJobMayFindItsPoolInAnotherFileOfTheFolder() throws IOException {
        var both = Files.readString(SHORTEST).split("---\n", -1);
        Files.writeString(folder.resolve("a-job.yaml"), both[1]);
        Files.writeString(folder.resolve("b-pool.yml"), both[0]);

        assertThat(accepted(folder).jobs()).hasSize(1);
    }

    @Test
    void theSameNameInTwoFilesIsRefusedNamingBoth() throws IOException {
        Files.copy(SHORTEST, folder.resolve("a.yaml"));
        Files.copy(SHORTEST, folder.resolve("b.yaml"));

        assertThat(problems(folder))
                .hasSize(2)
                .last()
                .hasToString(folder.resolve("b.yaml")
                        + ", document 2, FederatedMoEJob \"fashion\": metadata.name: Duplicate value: \"fashion\": also in "
                        + folder.resolve("a.yaml") + ", document 2. Rename or remove one of them");
    }

    @Test
    void whatIsNotThereIsAProblemNotAnException() throws IOException {
        assertThat(problems(folder.resolve("gone.yaml"), folder))
                .extracting(ManifestProblem::message)
                .containsExactly("no such file or folder", "no .yaml or .yml file in this folder");
    }

    private static ManifestSet accepted(Path... paths) {
        var reading = ManifestSet.read(List.of(paths));
        assertThat(reading).isInstanceOf(ManifestSet.Accepted.class);
        return ((ManifestSet.Accepted) reading).manifests();
    }

    private static List<ManifestProblem> problems(Path... paths) {
        var reading = ManifestSet.read(List.of(paths));
        assertThat(reading).isInstanceOf(ManifestSet.Rejected.class);
        return ((ManifestSet.Rejected) reading).problems();
    }
}
