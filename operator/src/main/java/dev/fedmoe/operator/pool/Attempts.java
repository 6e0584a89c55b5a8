package dev.fedmoe.operator.pool;

import dev.fedmoe.operator.apply.ApplyFailed;
import dev.fedmoe.operator.apply.ApplyFailed.Why;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Writes that do not depend on each other. When one fails the others still have their turn, unless all would fail alike. */
final class Attempts {
    private static final Set<Why> HOPELESS = Set.of(Why.NOT_LEADING, Why.UNAVAILABLE);

    private final List<ApplyFailed> failures = new ArrayList<>();

    void make(Runnable write) {
        if (failures.stream().anyMatch(f -> HOPELESS.contains(f.why()))) {
            return;
        }
        try {
            write.run();
        } catch (ApplyFailed e) {
            failures.add(e);
        }
    }

    List<ApplyFailed> failures() {
        return List.copyOf(failures);
    }
}
