package dev.fedmoe.operator.cycle;

import dev.fedmoe.controlplane.status.ExternalTrouble;
import dev.fedmoe.operator.apply.ApplyFailedException;
import dev.fedmoe.operator.apply.ApplyFailedException.Why;
import java.util.List;
import java.util.stream.Stream;

/**
 * What became of a plan's writes.
 *
 * @param failures writes that are to be tried again
 * @param refused what no other try of the same would change; users are told
 */
public record WriteOutcome(List<ApplyFailedException> failures, List<ExternalTrouble> refused) {
    /** All that was to be written is. */
    public static final WriteOutcome DONE = new WriteOutcome(List.of(), List.of());

    public WriteOutcome {
        failures = List.copyOf(failures);
        refused = List.copyOf(refused);
    }

    public boolean failed() {
        return !failures.isEmpty();
    }

    /** Another replica leads by now, and looks at everything itself. */
    public boolean leftToAnother() {
        return failures.stream().anyMatch(f -> f.why() == Why.NOT_LEADING);
    }

    WriteOutcome and(WriteOutcome more) {
        return new WriteOutcome(
                Stream.concat(failures.stream(), more.failures.stream()).toList(),
                Stream.concat(refused.stream(), more.refused.stream()).toList());
    }
}
