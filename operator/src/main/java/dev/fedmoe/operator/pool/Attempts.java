package dev.fedmoe.operator.pool;

import dev.fedmoe.operator.apply.Abreast;
import dev.fedmoe.operator.apply.ApplyFailed;
import dev.fedmoe.operator.apply.ApplyFailed.Why;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Writes that do not depend on each other. When one fails the others still have their turn, unless all would fail alike. */
final class Attempts {
    private static final Set<Why> HOPELESS = Set.of(Why.NOT_LEADING, Why.UNAVAILABLE);

    private final Abreast abreast;
    private final List<ApplyFailed> failures = new ArrayList<>();
    private volatile boolean hopeless;

    Attempts(Abreast abreast) {
        this.abreast = abreast;
    }

    /** Side by side. */
    void make(List<Runnable> writes) {
        var attempts = writes.stream()
                .map(write -> (Supplier<Optional<ApplyFailed>>) () -> attempt(write))
                .toList();
        abreast.all(attempts).stream().flatMap(Optional::stream).forEach(failures::add);
    }

    private Optional<ApplyFailed> attempt(Runnable write) {
        if (hopeless) {
            return Optional.empty();
        }
        try {
            write.run();
            return Optional.empty();
        } catch (ApplyFailed e) {
            hopeless |= HOPELESS.contains(e.why());
            return Optional.of(e);
        }
    }

    List<ApplyFailed> failures() {
        return List.copyOf(failures);
    }
}
