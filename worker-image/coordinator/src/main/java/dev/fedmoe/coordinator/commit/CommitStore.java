package dev.fedmoe.coordinator.commit;

import static dev.fedmoe.coordinator.store.RecoveryMilestone.AFTER_FSYNC;
import static dev.fedmoe.coordinator.store.RecoveryMilestone.AFTER_RENAME;
import static dev.fedmoe.coordinator.store.RecoveryMilestone.AFTER_WRITE;
import static dev.fedmoe.coordinator.store.RecoveryMilestone.BEFORE_WRITE;
import static dev.fedmoe.coordinator.store.RecoveryMilestone.COMMITTED;

import dev.fedmoe.coordinator.store.CheckpointVolume;
import dev.fedmoe.coordinator.store.DurableWriter;
import dev.fedmoe.coordinator.store.JsonFiles;
import dev.fedmoe.coordinator.store.MilestoneListener;
import dev.fedmoe.coordinator.store.UnusableVolumeException;
import dev.fedmoe.core.alignment.AlignmentPlan;
import dev.fedmoe.core.federation.knowledge.LearnedTables;
import dev.fedmoe.core.federation.knowledge.RoundFacts;
import dev.fedmoe.core.federation.knowledge.RoundRecord;
import dev.fedmoe.core.federation.knowledge.TrainingTotals;
import dev.fedmoe.core.model.InitialWeights;
import dev.fedmoe.core.model.ModelManifest;
import dev.fedmoe.core.model.PartSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The commits on a volume: a hash chain of which the newest valid one counts. */
public final class CommitStore {
    private static final Pattern NAME = Pattern.compile("commit-(\\d{6,9})\\.(parts|json)");

    private final CheckpointVolume volume;
    private final String jobUid;
    private final ModelManifest manifest;
    private final MilestoneListener milestones;

    public CommitStore(CheckpointVolume volume, String jobUid, ModelManifest manifest, MilestoneListener milestones) {
        this.volume = volume;
        this.jobUid = jobUid;
        this.manifest = manifest;
        this.milestones = milestones;
    }

    /**
     * What a start found.
     *
     * @param passedOver newer commits that are not valid, a sentence each, newest first
     */
    public record Found(Commit newest, List<String> passedOver) {}

    /**
     * The newest valid commit; empty on a volume never used. Throws {@link UnusableVolumeException} when there are commits but
     * none is valid, or none where there must be: that is never taken for a new job.
     */
    public Optional<Found> newest() throws IOException {
        boolean neverServed = volume.epoch() == 0;
        var passedOver = new ArrayList<String>();
        for (int round : rounds().descendingSet()) {
            try {
                return Optional.of(new Found(read(round), passedOver));
            } catch (UnusableVolumeException foreign) {
                throw foreign;
            } catch (IOException e) {
                passedOver.add(recordFile(round).getFileName() + ": " + e.getMessage());
            }
        }
        if (neverServed) {
            return Optional.empty();
        }
        if (!passedOver.isEmpty()) {
            throw new UnusableVolumeException(
                    "no commit in " + volume.commits() + " is valid (" + String.join("; ", passedOver)
                            + "). Training does not start over by itself. Maybe restore the folder from a backup, or empty "
                            + volume.root() + " to begin again.");
        }
        throw new UnusableVolumeException(volume.commits() + " is empty although epoch " + volume.epoch()
                + " has run on it. Training does not start over by itself. Maybe restore the folder from a backup,"
                + " or empty " + volume.root() + " to begin again.");
    }

    /** Commits the initial weights as round 0. */
    public Commit initialize(InitialWeights weights) throws IOException {
        int experts = manifest.experts();
        try (var draft = draft(0)) {
            for (PartSpec part : manifest.parts()) {
                var writer = draft.begin(part.id());
                weights.write(part, writer::write);
                draft.finish(part.id(), writer, 0);
            }
            var record = new CommitRecord(
                    chain(0, ""),
                    draft.parts(),
                    LearnedTables.nothing(experts),
                    RoundFacts.none(experts),
                    TrainingTotals.NONE,
                    new AlignmentPlan(List.of(), List.of()));
            return write(draft, record);
        }
    }

    public CommitDraft draft(int round) throws IOException {
        milestones.reached(BEFORE_WRITE, round);
        return new CommitDraft(manifest, partsFile(round));
    }

    /** Makes the draft the successor of {@code before}: durable when this returns. May be repeated after an IOException. */
    public Commit commit(CommitDraft draft, Commit before, RoundRecord content) throws IOException {
        volume.requireNewest();
        var record = new CommitRecord(
                chain(before.round() + 1, before.digest()),
                draft.parts(),
                content.learned(),
                content.facts(),
                content.totals(),
                content.plan());
        return write(draft, record);
    }

    /** Deletes commits that are neither among the newest two, nor the newest {@code keep} of every {@code every}th round, nor pinned. */
    public void prune(int every, int keep, Set<Integer> pinned) throws IOException {
        var rounds = rounds().descendingSet();
        var kept = new TreeSet<>(pinned);
        rounds.stream().limit(2).forEach(kept::add);
        rounds.stream().filter(r -> r % every == 0).limit(keep).forEach(kept::add);
        for (int round : rounds) {
            if (!kept.contains(round)) {
                Files.deleteIfExists(recordFile(round));
                Files.deleteIfExists(partsFile(round));
            }
        }
    }

    /** One kept commit; throws IOException with what is wrong with it. */
    public Commit read(int round) throws IOException {
        var commit = new CommitVerifier(jobUid, manifest).read(recordFile(round), partsFile(round));
        Path before = recordFile(round - 1);
        if (round > 0 && Files.exists(before)) {
            byte[] sealed = Files.readAllBytes(before);
            if (isSealed(sealed)
                    && !JsonFiles.digest(sealed).equals(commit.record().chain().previous())) {
                throw new IOException("it does not follow " + before.getFileName());
            }
        }
        return commit;
    }

    private Commit write(CommitDraft draft, CommitRecord record) throws IOException {
        int round = record.round();
        milestones.reached(AFTER_WRITE, round);
        draft.force();
        byte[] sealed = JsonFiles.seal(record);
        Path temporary = DurableWriter.writeTemporary(recordFile(round), sealed);
        milestones.reached(AFTER_FSYNC, round);
        DurableWriter.rename(draft.temporary(), partsFile(round));
        milestones.reached(AFTER_RENAME, round);
        DurableWriter.rename(temporary, recordFile(round));
        DurableWriter.forceFolder(recordFile(round));
        milestones.reached(COMMITTED, round);
        return new Commit(record, JsonFiles.digest(sealed), partsFile(round));
    }

    private CommitRecord.Chain chain(int round, String previous) throws IOException {
        return new CommitRecord.Chain(jobUid, manifest.fingerprint(), round, volume.epoch(), previous);
    }

    private NavigableSet<Integer> rounds() throws IOException {
        var rounds = new TreeSet<Integer>();
        try (var files = Files.newDirectoryStream(volume.commits())) {
            for (Path file : files) {
                var match = NAME.matcher(file.getFileName().toString());
                if (match.matches()) {
                    rounds.add(Integer.parseInt(match.group(1)));
                }
            }
        }
        return rounds;
    }

    private static boolean isSealed(byte[] sealed) {
        try {
            JsonFiles.unseal(sealed, Object.class);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private Path recordFile(int round) {
        return volume.commits().resolve(String.format(Locale.ROOT, "commit-%06d.json", round));
    }

    private Path partsFile(int round) {
        return volume.commits().resolve(String.format(Locale.ROOT, "commit-%06d.parts", round));
    }
}
