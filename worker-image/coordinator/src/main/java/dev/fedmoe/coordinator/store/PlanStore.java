package dev.fedmoe.coordinator.store;

import dev.fedmoe.core.federation.planning.PlannedRound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The plan of each round with its problem, so that a restart repeats it and {@code explain} shows it. */
public final class PlanStore {
    private final CheckpointVolume volume;
    private final MilestoneListener milestones;

    public PlanStore(CheckpointVolume volume, MilestoneListener milestones) {
        this.volume = volume;
        this.milestones = milestones;
    }

    /** Durable when this returns. */
    public void write(PlannedRound planned) throws IOException {
        milestones.reached(RecoveryMilestone.PLAN_WRITE, planned.round());
        DurableWriter.replace(file(planned.round()), JsonFiles.seal(planned));
        Files.deleteIfExists(file(planned.round() - PlanReader.KEPT));
    }

    /** Empty when there is none, or none that is whole. */
    public Optional<PlannedRound> read(int round) throws IOException {
        return new PlanReader(volume.plans()).read(round);
    }

    private Path file(int round) {
        return PlanReader.file(volume.plans(), round);
    }
}
