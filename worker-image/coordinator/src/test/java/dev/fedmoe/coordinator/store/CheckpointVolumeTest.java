package dev.fedmoe.coordinator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointVolumeTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void aSecondCoordinatorIsKeptAway() throws IOException {
        try (var first = CheckpointVolume.open(folder)) {
            assertThat(first.root()).isEqualTo(folder);
            assertThatThrownBy(() -> CheckpointVolume.open(folder))
                    .isInstanceOf(UnusableVolumeException.class)
                    .hasMessage("another coordinator works on " + folder + ". Maybe it is still shutting down.");
        }
    }

    @Test
    void theEpochGrowsWithEachStart() throws IOException {
        try (var first = CheckpointVolume.open(folder)) {
            assertThat(first.raiseEpoch()).isEqualTo(1);
        }
        try (var second = CheckpointVolume.open(folder)) {
            assertThat(second.epoch()).isEqualTo(1);
            assertThat(second.raiseEpoch()).isEqualTo(2);
        }
        assertThat(folder.resolve("epoch")).hasContent("2");
    }

    @Test
    void anUnreadableEpochIsNamed() throws IOException {
        Files.writeString(folder.resolve("epoch"), "many");
        try (var volume = CheckpointVolume.open(folder)) {
            assertThatThrownBy(volume::raiseEpoch).hasMessageContaining("epoch must hold a whole number, not 'many'");
        }
    }

    @Test
    void sweepsAwayWhatACrashLeftUnfinished() throws IOException {
        Files.createDirectories(folder.resolve("spool/round-4-1"));
        Files.createDirectories(folder.resolve("commits"));
        for (String debris : new String[] {
            "spool/round-4-1/part-0",
            "commits/commit-000004.parts",
            "commits/commit-000004.json.tmp",
            "desired.json.tmp"
        }) {
            Files.writeString(folder.resolve(debris), "half");
        }
        Files.writeString(folder.resolve("commits/commit-000003.parts"), "whole");

        CheckpointVolume.open(folder).close();

        assertThat(folder.resolve("spool")).isEmptyDirectory();
        assertThat(folder.resolve("desired.json.tmp")).doesNotExist();
        assertThat(folder.resolve("commits").toFile().list()).containsExactly("commit-000003.parts");
    }
}
