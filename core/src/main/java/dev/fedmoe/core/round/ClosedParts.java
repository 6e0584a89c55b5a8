package dev.fedmoe.core.round;

import dev.fedmoe.core.model.PartId;
import java.util.Collections;
import java.util.SortedMap;

/**
 * What a look at the clock has closed.
 *
 * @param round with those parts closed
 * @param closings the parts closed just now, with what follows for each
 */
public record ClosedParts(Round round, SortedMap<PartId, PartClosing> closings) {
    public ClosedParts {
        closings = Collections.unmodifiableSortedMap(closings);
    }
}
