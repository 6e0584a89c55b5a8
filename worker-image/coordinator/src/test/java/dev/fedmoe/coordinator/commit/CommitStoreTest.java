package dev.fedmoe.coordinator.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fedmoe.coordinator.store.CheckpointVolume;
import dev.fedmoe.coordinator.store.JsonFiles;
import dev.fedmoe.coordinator.store.MilestoneListener;
import dev.fedmoe.coordinator.store.RecoveryMilestone;
import dev.fedmoe.coordinator.store.UnusableVolumeException;
import dev.fedmoe.core.alignment.AlignmentPlan;
import dev.fedmoe.core.federation.knowledge.LearnedTables;
import dev.fedmoe.core.federation.knowledge.RoundFacts;
import dev.fedmoe.core.federation.knowledge.RoundRecord;
import dev.fedmoe.core.federation.knowledge.TrainingTotals;
import dev.fedmoe.core.fitness.AffinityTable;
import dev.fedmoe.core.fitness.CoverageTable;
import dev.fedmoe.core.fitness.FitnessTable;
import dev.fedmoe.core.fitness.HoldoutScores;
import dev.fedmoe.core.fitness.LoadTable;
import dev.fedmoe.core.fitness.UpdateSketch;
import dev.fedmoe.core.model.InitialWeights;
import dev.fedmoe.core.model.MlpMoe;
import dev.fedmoe.core.model.ModelManifest;
import dev.fedmoe.core.model.ModelSpec;
import dev.fedmoe.core.model.PartId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitStoreTest {
    private static final ModelManifest MANIFEST = new ModelSpec(new MlpMoe(), List.of(5), 3, 2, 1, 4, 3).manifest();
    private static final FitnessTable FITNESS =
            FitnessTable.empty(2).learn(1, List.of(new FitnessTable.Observation("a", 1, 1.0 / 3)));
    private static final LoadTable LOAD = new LoadTable(List.of(0.1, 1.0 / 3));
    private static final SortedMap<String, List<Double>> SKETCHES = new TreeMap<>(Map.of("a", List.of(0.1, 0.9)));
    private static final AffinityTable AFFINITY = AffinityTable.empty(2)
            .learn(List.of(
                    new AffinityTable.Update("a", sketch(2), List.of(1)),
                    new AffinityTable.Update("b", sketch(-3), List.of(0, 1))));
    private static final CoverageTable COVERAGE =
            CoverageTable.empty(2, 1).learn(List.of(new CoverageTable.Trained(1, 1.0 / 3, List.of(1.0))));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private CheckpointVolume volume;

    @SuppressWarnings("NullAway.Init")
    private CommitStore commits;

    @BeforeEach
    void threeRounds() throws IOException {
        volume = CheckpointVolume.open(folder);
        commits = new CommitStore(volume, "uid-1", MANIFEST, MilestoneListener.NONE);
        Commit newest = commits.initialize(new InitialWeights(new MlpMoe(), 7));
        volume.raiseEpoch();
        for (int round = 1; round <= 3; round++) {
            newest = commit(commits, newest);
        }
    }

    @AfterEach
    void close() throws IOException {
        volume.close();
    }

    @Test
    void findsTheNewestWithAllItsStateBitByBit() throws IOException {
        Commit newest = found().newest();

        assertThat(newest.round()).isEqualTo(3);
        assertThat(newest.part(PartId.GATE).version()).isZero();
        assertThat(newest.part(PartId.SHARED).version()).isEqualTo(3);
        assertThat(newest.record().learned().fitnessTable().rows()).isEqualTo(FITNESS.rows());
        assertThat(newest.record().learned().loadTable().samples()).containsExactly(0.1, 1.0 / 3);
        assertThat(newest.record().learned().coverageTable(1)).isEqualTo(COVERAGE);
        assertThat(newest.record().learned().affinity()).isEqualTo(AFFINITY);
        assertThat(newest.record().learned().sketches()).isEqualTo(SKETCHES);
        assertThat(found().passedOver()).isEmpty();
    }

    @Test
    void aRecordOfBeforeThereWereCoverageAndAffinityHasNoneOfThem() {
        var learned = JsonFiles.parse("{\"fitness\":{},\"load\":[1,2],\"scores\":{}}", LearnedTables.class)
                .orElseThrow();

        assertThat(learned.coverageTable(3)).isEqualTo(CoverageTable.empty(2, 3));
        assertThat(learned.affinity()).isEqualTo(AffinityTable.empty(2));
        assertThat(learned.sketches()).isEmpty();
    }

    @Test
    void eachCommitNamesTheOneBefore() throws IOException {
        assertThat(commits.read(3).record().chain().previous())
                .isEqualTo(commits.read(2).digest());
    }

    @Test
    void aTruncatedFileOfPartsIsPassedOverAndNamed() throws IOException {
        long size = MANIFEST.sizeBytes();
        damaged("commit-000003.parts").truncate(size - 1);

        assertFallsBack("commit-000003.json: its file of parts has " + (size - 1) + " of " + size + " bytes");
    }

    @Test
    void aFlippedBitInThePartsIsSeen() throws IOException {
        damaged("commit-000003.parts").flip(17);

        assertFallsBack("commit-000003.json: the digest of shared does not fit its bytes");
    }

    @Test
    void aFlippedBitInTheRecordIsSeen() throws IOException {
        damaged("commit-000003.json").flip(40);

        assertFallsBack("commit-000003.json: its seal does not fit its content");
    }

    @Test
    void aTruncatedRecordIsSeen() throws IOException {
        damaged("commit-000003.json").truncate(100);

        assertFallsBack("commit-000003.json: its seal does not fit its content");
    }

    @Test
    void aMissingFileOfPartsIsSeen() throws IOException {
        Files.delete(file("commit-000003.parts"));

        assertFallsBack("commit-000003.json: its file of parts is missing");
    }

    @Test
    void aMissingRecordIsSeen() throws IOException {
        Files.delete(file("commit-000003.json"));

        assertFallsBack("commit-000003.json: its record is missing");
    }

    @Test
    void aCommitOfAnotherHistoryIsPassedOver() throws IOException {
        byte[] ofThisHistory = Files.readAllBytes(file("commit-000003.json"));
        Files.write(file("commit-000002.json"), Files.readAllBytes(file("commit-000001.json")));
        Files.write(file("commit-000003.json"), ofThisHistory);

        assertThat(found().newest().round()).isEqualTo(1);
        assertThat(found().passedOver().get(0)).isEqualTo("commit-000003.json: it does not follow commit-000002.json");
    }

    @Test
    void neverStartsOverWhenNoCommitIsValid() throws IOException {
        for (int round = 0; round <= 3; round++) {
            damaged("commit-00000" + round + ".parts").flip(3);
        }

        assertThatThrownBy(commits::newest)
                .isInstanceOf(UnusableVolumeException.class)
                .hasMessageContainingAll("commit-000003.json", "commit-000000.json", "does not start over by itself");
    }

    @Test
    void neverStartsOverWhenAllCommitsAreGone() throws IOException {
        for (int round = 0; round <= 3; round++) {
            Files.delete(file("commit-00000" + round + ".parts"));
            Files.delete(file("commit-00000" + round + ".json"));
        }

        assertThatThrownBy(commits::newest)
                .isInstanceOf(UnusableVolumeException.class)
                .hasMessageContainingAll("is empty although epoch 1 has run on it");
    }

    @Test
    void anotherJobsVolumeIsRefused() {
        var others = new CommitStore(volume, "uid-2", MANIFEST, MilestoneListener.NONE);

        assertThatThrownBy(others::newest)
                .hasMessageEndingWith(
                        " belongs to the job with uid uid-1, this one has uid uid-2. Nothing is overwritten."
                                + " Maybe give this job a volume of its own.");
    }

    @Test
    void keepsTheNewestTwoAndEverySecondOne() throws IOException {
        Commit newest = found().newest();
        for (int round = 4; round <= 9; round++) {
            newest = commit(commits, newest);
        }

        commits.prune(2, 3, Set.of(5));

        assertThat(folder.resolve("commits").toFile().list())
                .containsExactlyInAnyOrder(
                        "commit-000004.json", "commit-000004.parts",
                        "commit-000005.json", "commit-000005.parts",
                        "commit-000006.json", "commit-000006.parts",
                        "commit-000008.json", "commit-000008.parts",
                        "commit-000009.json", "commit-000009.parts");
    }

    @Test
    void aCoordinatorThatWasTakenOverCannotCommit() throws IOException {
        Commit newest = found().newest();
        Files.writeString(folder.resolve("epoch"), "9");

        assertThatThrownBy(() -> commit(commits, newest))
                .isInstanceOf(UnusableVolumeException.class)
                .hasMessageContaining("a coordinator of epoch 9 has taken over");
    }

    @Test
    void aFullDiskLeavesTheCommitBeforeInForceAndCanBeTriedAgain() throws IOException {
        boolean[] full = {true};
        var limited = new CommitStore(volume, "uid-1", MANIFEST, (milestone, round) -> {
            if (milestone == RecoveryMilestone.AFTER_WRITE && full[0]) {
                throw new IOException("No space left on device");
            }
        });
        Commit newest = found().newest();

        try (var draft = draft(limited, newest)) {
            assertThatThrownBy(() -> limited.commit(draft, newest, account())).hasMessage("No space left on device");
            assertThat(found().newest().round()).isEqualTo(3);
            full[0] = false;
            limited.commit(draft, newest, account());
        }

        assertThat(found().newest().round()).isEqualTo(4);
        assertThat(found().passedOver()).isEmpty();
    }

    private void assertFallsBack(String why) throws IOException {
        assertThat(found().newest().round()).isEqualTo(2);
        assertThat(found().passedOver()).containsExactly(why);
    }

    private CommitStore.Found found() throws IOException {
        return commits.newest().orElseThrow();
    }

    /** The shared part moves, the rest stays. */
    private static Commit commit(CommitStore commits, Commit before) throws IOException {
        try (var draft = draft(commits, before)) {
            return commits.commit(draft, before, account());
        }
    }

    private static CommitDraft draft(CommitStore commits, Commit before) throws IOException {
        var draft = commits.draft(before.round() + 1);
        var shared = draft.begin(PartId.SHARED);
        shared.write(ByteBuffer.wrap(new byte[(int) MANIFEST.part(PartId.SHARED).sizeBytes()]));
        draft.finish(PartId.SHARED, shared, before.round() + 1);
        for (PartId kept : List.of(PartId.GATE, PartId.expert(0), PartId.expert(1))) {
            draft.keep(kept, before);
        }
        return draft;
    }

    private static UpdateSketch sketch(double change) {
        var sketch = new UpdateSketch.Builder();
        sketch.add(1, change);
        return sketch.build();
    }

    private static RoundRecord account() {
        return new RoundRecord(
                LearnedTables.of(FITNESS, LOAD, COVERAGE, AFFINITY, SKETCHES, HoldoutScores.empty()),
                RoundFacts.none(2),
                TrainingTotals.NONE,
                new AlignmentPlan(List.of(), List.of()));
    }

    private DamagedFile damaged(String name) {
        return new DamagedFile(file(name));
    }

    private Path file(String name) {
        return folder.resolve("commits").resolve(name);
    }
}
