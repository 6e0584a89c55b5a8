package dev.fedmoe.local.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fedmoe.local.input.BadInputException;
import dev.fedmoe.protocol.v1alpha1.AlignmentSettings;
import dev.fedmoe.protocol.v1alpha1.JobSettings;
import dev.fedmoe.protocol.v1alpha1.TrainingSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {
    private static final JobSettings BEGAN = JobSettings.newBuilder()
            .setName("fashion")
            .setUid("uid-1")
            .setTraining(TrainingSettings.newBuilder().setRounds(40).setBatchSize(32))
            .setAlignment(AlignmentSettings.newBuilder().setPolicy("Random").setSeed(7))
            .build();

    @TempDir
    Path folder = Path.of("");

    private SettingsFile file = new SettingsFile(folder);

    @BeforeEach
    void begin() throws Exception {
        file = new SettingsFile(folder.resolve("settings.json"));
        file.write(BEGAN);
    }

    @Test
    void aResumedJobKeepsItsUidAndMayTrainLonger() throws Exception {
        JobSettings.Builder wanted = BEGAN.toBuilder().setUid("");
        wanted.getTrainingBuilder().setRounds(60);

        JobSettings resumed = file.resume(wanted.build());

        assertThat(resumed.getUid()).isEqualTo("uid-1");
        assertThat(resumed.getTraining().getRounds()).isEqualTo(60);
    }

    @Test
    void anotherJobIsNotResumed() {
        JobSettings.Builder wanted = BEGAN.toBuilder();
        wanted.getAlignmentBuilder().setSeed(8);

        isNotResumed(wanted, "alignment");
    }

    @Test
    void aJobWithOtherSketchesIsNotResumed() {
        JobSettings.Builder wanted = BEGAN.toBuilder();
        wanted.getPrivacyBuilder().setLabelSketch("Noised");

        isNotResumed(wanted, "privacy");
    }

    private void isNotResumed(JobSettings.Builder wanted, String section) {
        assertThatThrownBy(() -> file.resume(wanted.build()))
                .isInstanceOf(BadInputException.class)
                .hasMessage("--resume: spec." + section + " is not what the run in " + folder
                        + " began with. Use the same manifest and options, or --fresh to begin anew.");
    }

    @Test
    void damagedSettingsSaySo() throws Exception {
        Files.writeString(file.file(), "{\"name\": ");

        assertThatThrownBy(() -> file.resume(BEGAN))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(file.file() + " is damaged: ")
                .hasMessageEndingWith("Maybe begin anew with --fresh.");
    }
}
