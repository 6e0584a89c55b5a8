package dev.fedmoe.local.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fedmoe.core.alignment.AlignmentObjective;
import dev.fedmoe.core.alignment.AlignmentPolicy;
import dev.fedmoe.core.fitness.LabelSketch;
import dev.fedmoe.core.job.AlignmentSpec;
import dev.fedmoe.core.job.JobSpec;
import dev.fedmoe.core.job.PrivacySpec;
import dev.fedmoe.core.job.training.LocalTrainingSpec;
import dev.fedmoe.core.job.training.TrainingSpec;
import dev.fedmoe.core.model.MlpMoe;
import dev.fedmoe.core.model.ModelSpec;
import dev.fedmoe.local.input.BadInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {
    private static final JobSpec BEGAN = JobSpec.of(
                    "fashion",
                    "uid-1",
                    new ModelSpec(new MlpMoe(), List.of(7), 3, 4, 1, 6, 5),
                    TrainingSpec.ofRounds(40))
            .withAlignment(AlignmentSpec.of(AlignmentObjective.BALANCED, AlignmentPolicy.RANDOM, 7));

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
        JobSpec wanted = BEGAN.withUid("uncreated").withTraining(TrainingSpec.ofRounds(60));

        JobSpec resumed = file.resume(wanted);

        assertThat(resumed).isEqualTo(wanted.withUid("uid-1"));
    }

    @Test
    void aResumedJobMayTrainOtherwiseAsOnACluster() throws Exception {
        var gentler = LocalTrainingSpec.DEFAULT.withBatchSize(64).withLogitAdjustment(1);
        JobSpec wanted = BEGAN.withTraining(BEGAN.training().withLocal(gentler));

        assertThat(file.resume(wanted).training().local()).isEqualTo(gentler);
    }

    @Test
    void anotherJobIsNotResumed() {
        isNotResumed(
                BEGAN.withAlignment(AlignmentSpec.of(AlignmentObjective.BALANCED, AlignmentPolicy.RANDOM, 8)),
                "alignment");
    }

    @Test
    void aJobWithOtherSketchesIsNotResumed() {
        isNotResumed(BEGAN.withPrivacy(new PrivacySpec(LabelSketch.NOISED)), "privacy");
    }

    private void isNotResumed(JobSpec wanted, String section) {
        assertThatThrownBy(() -> file.resume(wanted))
                .isInstanceOf(BadInputException.class)
                .hasMessage("--resume: spec." + section + " is not what the run in " + folder
                        + " began with. Use the same manifest and options, or --fresh to begin anew.");
    }

    @Test
    void damagedSettingsSaySo() throws Exception {
        Files.writeString(file.file(), "{\"name\": ");

        assertThatThrownBy(() -> file.resume(BEGAN))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(file.file() + " is damaged or of another version: ")
                .hasMessageEndingWith("Maybe begin anew with --fresh.");
    }
}
