package dev.fedmoe.operator.link;

import dev.fedmoe.protocol.v1alpha1.RosterEntry;
import dev.fedmoe.protocol.v1alpha1.TrainingSettings;
import java.util.List;

/**
 * What a coordinator shall do; the link adds the generation.
 *
 * @param roster sorted by client
 * @param suspended true: finish the open round, open no other
 * @param committedRound newest committed round in the job's status; a coordinator that has none although this is above 0 has
 *     lost its volume and must not begin anew
 */
public record CoordinatorOrder(
        List<RosterEntry> roster, boolean suspended, TrainingSettings training, int committedRound) {
    public CoordinatorOrder {
        roster = List.copyOf(roster);
    }
}
