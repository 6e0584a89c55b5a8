package dev.fedmoe.core.round;

import dev.fedmoe.core.model.PartId;
import java.util.SortedMap;
import java.util.TreeMap;

/** How a round ended. */
public sealed interface RoundOutcome {
    /** Enough clients reported: commit it. */
    record Reported(SortedMap<PartId, PartClosing> closings) implements RoundOutcome {
        public Reported {
            closings = new TreeMap<>(closings);
        }
    }

    /** Too few clients reported by the deadline: the model stays as it is. */
    record Abandoned(String reason) implements RoundOutcome {}
}
