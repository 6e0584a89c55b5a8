package dev.fedmoe.core.round;

import dev.fedmoe.core.model.PartId;
import java.util.SortedMap;
import java.util.TreeMap;

/** How a round ended. */
public sealed interface Outcome {
    /** Enough clients reported: commit it. */
    record Reported(SortedMap<PartId, Closing> closings) implements Outcome {
        public Reported {
            closings = new TreeMap<>(closings);
        }
    }

    /** Too few clients reported by the deadline: the model stays as it is. */
    record Abandoned(String reason) implements Outcome {}
}
