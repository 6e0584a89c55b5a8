package dev.fedmoe.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.JsonFormat;
import dev.fedmoe.coordinator.store.MilestoneListener;
import dev.fedmoe.coordinator.testing.CoordinatorLocator;
import dev.fedmoe.coordinator.testing.CoordinatorProcess;
import dev.fedmoe.coordinator.testing.EchoClientPool;
import dev.fedmoe.coordinator.testing.LocalCoordinator;
import dev.fedmoe.coordinator.testing.TinyJob;
import dev.fedmoe.protocol.testing.TestIdentity;
import dev.fedmoe.protocol.v1alpha1.JobSettings;
import dev.fedmoe.testing.RealParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However the coordinator dies, the final model is byte for byte that of a run in which nobody died. */
@RealParts
class RecoveryTest {
    private static final int KILLED = 137;
    private static final int KILLS = 50;

    private static final JobSettings SHORT = TinyJob.settings(3);

    @SuppressWarnings("NullAway.Init")
    private static byte[] shortUndisturbed;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestIdentity identity;

    @BeforeAll
    static void runUndisturbed(@TempDir Path folder) throws Exception {
        shortUndisturbed = undisturbed(SHORT, folder, TestIdentity.create(folder));
    }

    @BeforeEach
    void identity() {
        identity = TestIdentity.create(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "UPDATE_ACCEPTED, 14",
        "PART_FOLDED, 9",
        "BEFORE_WRITE, 2",
        "AFTER_WRITE, 3",
        "AFTER_FSYNC, 3",
        "AFTER_RENAME, 3",
        "COMMITTED, 3",
        "PLAN_WRITE, 2"
    })
    void killedAtAMilestoneItResumesAtTheLastCommittedRound(String milestone, int nth) throws Exception {
        int kills = disturbed(SHORT, new int[] {nth, 0}, milestone);

        assertThat(kills).isEqualTo(1);
        assertThat(model(folder.resolve("disturbed"))).isEqualTo(shortUndisturbed);
    }

    @Test
    void killedFiftyTimesAtRandomItEndsWithTheSameModel() throws Exception {
        JobSettings job = TinyJob.settings(40);
        byte[] undisturbed = undisturbed(job, folder, identity);
        var random = new Random(7);
        int[] moments = new int[KILLS + 1];
        for (int i = 0; i < KILLS; i++) {
            moments[i] = 1 + random.nextInt(30);
        }

        int kills = disturbed(job, moments, "ANY");

        assertThat(kills).isEqualTo(KILLS);
        assertThat(model(folder.resolve("disturbed"))).isEqualTo(undisturbed);
    }

    private static byte[] undisturbed(JobSettings job, Path folder, TestIdentity identity) throws Exception {
        var rendezvous = new CoordinatorLocator();
        try (var coordinator = new LocalCoordinator(
                        job, folder.resolve("undisturbed"), identity, rendezvous, MilestoneListener.NONE);
                var echoes = new EchoClientPool()) {
            coordinator.apply(TinyJob.desired(1, TinyJob.CLIENTS));
            TinyJob.CLIENTS.forEach(client -> echoes.start(identity, rendezvous, client));
            coordinator.awaitComplete();
        }
        return model(folder.resolve("undisturbed"));
    }

    /** Runs to the end, halting at the n-th milestone of each start; 0 never. Returns how often it halted. */
    private int disturbed(JobSettings job, int[] moments, String kind) throws Exception {
        Path volume = folder.resolve("disturbed");
        roster(volume);
        var rendezvous = new CoordinatorLocator();
        int kills = 0;
        try (var echoes = new EchoClientPool()) {
            TinyJob.CLIENTS.forEach(client -> echoes.start(identity, rendezvous, client));
            for (int nth : moments) {
                try (var process = CoordinatorProcess.start(job, volume, identity, rendezvous, kind, nth)) {
                    int code = process.await();
                    assertThat(code)
                            .as(() -> String.join("\n", process.output()))
                            .isIn(0, KILLED);
                    kills += code == KILLED ? 1 : 0;
                }
            }
        }
        return kills;
    }

    /** The control side has spoken before and is away now. */
    private static void roster(Path volume) throws IOException {
        Files.createDirectories(volume);
        Files.writeString(
                volume.resolve("desired.json"), JsonFormat.printer().print(TinyJob.desired(1, TinyJob.CLIENTS)));
    }

    private static byte[] model(Path run) throws IOException {
        return Files.readAllBytes(run.resolve("model.safetensors"));
    }
}
