package dev.fedmoe.operator.pool;

import dev.fedmoe.operator.apply.ApplyFailedException;
import dev.fedmoe.operator.apply.ApplyFailedException.Why;
import dev.fedmoe.operator.apply.ParallelCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Writes that do not depend on each other. When one fails the others still have their turn, unless all would fail alike. */
final class WriteBatch {
    private static final Set<Why> HOPELESS = Set.of(Why.NOT_LEADING, Why.UNAVAILABLE);

    private final ParallelCalls abreast;
    private final List<ApplyFailedException> failures = new ArrayList<>();
    private volatile boolean hopeless;

    WriteBatch(ParallelCalls abreast) {
        this.abreast = abreast;
    }

    /** Side by side. */
    void make(List<Runnable> writes) {
        var attempts = writes.stream()
                .map(write -> (Supplier<Optional<ApplyFailedException>>) () -> attempt(write))
                .toList();
        abreast.all(attempts).stream().flatMap(Optional::stream).forEach(failures::add);
    }

    private Optional<ApplyFailedException> attempt(Runnable write) {
        if (hopeless) {
            return Optional.empty();
        }
        try {
            write.run();
            return Optional.empty();
        } catch (ApplyFailedException e) {
            hopeless |= HOPELESS.contains(e.why());
            return Optional.of(e);
        }
    }

    List<ApplyFailedException> failures() {
        return List.copyOf(failures);
    }
}
