package dev.fedmoe.core.job.state;

import dev.fedmoe.core.job.training.TrainingSpec;
import java.util.Optional;

/**
 * What a coordinator should be doing.
 *
 * @param generation grows with every change; an older state is ignored. 0: nothing has been told yet
 * @param suspended finish the open round, then open no other
 * @param training in force from the next round on; empty: as the job was started
 * @param committedRound newest committed round the control side has seen. A coordinator that has no commit although this is above 0
 *     has lost its volume
 */
public record DesiredState(
        long generation, Roster roster, boolean suspended, Optional<TrainingSpec> training, int committedRound) {
    /** Before anything has been told. */
    public static final DesiredState NONE = new DesiredState(0, Roster.EMPTY, false, Optional.empty(), 0);

    public DesiredState {
        if (generation < 0 || committedRound < 0) {
            throw new IllegalArgumentException(
                    "generation (" + generation + ") and committed round (" + committedRound + ") must be at least 0");
        }
    }

    /** A running job's, as it was started. */
    public static DesiredState of(long generation, Roster roster) {
        return new DesiredState(generation, roster, false, Optional.empty(), 0);
    }

    public DesiredState withTraining(TrainingSpec newTraining) {
        return new DesiredState(generation, roster, suspended, Optional.of(newTraining), committedRound);
    }

    public DesiredState withGeneration(long newGeneration) {
        return new DesiredState(newGeneration, roster, suspended, training, committedRound);
    }
}
