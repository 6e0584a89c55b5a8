package dev.fedmoe.operator.link;

import dev.fedmoe.core.job.state.Roster;
import dev.fedmoe.core.job.training.TrainingSpec;

/**
 * What a coordinator shall do; the link adds the generation.
 *
 * @param suspended true: finish the open round, open no other
 * @param committedRound newest committed round in the job's status; a coordinator that has none although this is above 0 has
 *     lost its volume and must not begin anew
 */
public record CoordinatorOrder(Roster roster, boolean suspended, TrainingSpec training, int committedRound) {}
