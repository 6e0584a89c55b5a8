package dev.fedmoe.local.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fedmoe.local.folder.RunFolder.Existing;
import dev.fedmoe.local.input.BadInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    @TempDir
    Path runs = Path.of("");

    private final List<Path> moved = new ArrayList<>();
    private Path root = Path.of("");

    @BeforeEach
    void name() {
        root = runs.resolve("fashion");
    }

    @Test
    void aFinishedRunIsKeptUnderAnotherName() throws Exception {
        earlierRun("volume/model.safetensors");

        RunFolder.open(root, Existing.ASK, moved::add).close();

        assertThat(moved).containsExactly(runs.resolve("fashion.1"));
        assertThat(runs.resolve("fashion.1/settings.json")).exists();
        assertThat(root.resolve("settings.json")).doesNotExist();
    }

    @Test
    void anUnfinishedRunIsNotPassedOver() throws Exception {
        earlierRun("volume/commits/commit-000003.json");

        assertThatThrownBy(() -> RunFolder.open(root, Existing.ASK, moved::add))
                .isInstanceOf(BadInputException.class)
                .hasMessage(
                        root + " holds an unfinished run. Add --resume to go on with it, or --fresh to keep it aside"
                                + " and begin anew.");
        assertThat(root.resolve("volume/commits/commit-000003.json")).exists();
    }

    @Test
    void anUnfinishedRunIsKeptAsideWhenAsked() throws Exception {
        earlierRun("volume/commits/commit-000003.json");

        RunFolder.open(root, Existing.SET_ASIDE, moved::add).close();

        assertThat(runs.resolve("fashion.1/volume/commits/commit-000003.json")).exists();
    }

    @Test
    void aRunThatNeverCommittedIsNothingToAskAbout() throws Exception {
        earlierRun("volume/commits/commit-000000.json");

        RunFolder.open(root, Existing.ASK, moved::add).close();

        assertThat(moved).hasSize(1);
    }

    @Test
    void resumingKeepsEverything() throws Exception {
        earlierRun("volume/commits/commit-000003.json");

        RunFolder.open(root, Existing.RESUME, moved::add).close();

        assertThat(moved).isEmpty();
        assertThat(root.resolve("volume/commits/commit-000003.json")).exists();
    }

    @Test
    void twoRunsInOneFolderAreRefused() throws Exception {
        try (var first = RunFolder.open(root, Existing.ASK, moved::add)) {
            assertThatThrownBy(() -> RunFolder.open(first.root(), Existing.ASK, moved::add))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageStartingWith("another run works in " + root);
        }
        RunFolder.open(root, Existing.ASK, moved::add).close();
    }

    private void earlierRun(String file) throws Exception {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve("settings.json"), "{}");
        Files.writeString(root.resolve(file), "");
    }
}
