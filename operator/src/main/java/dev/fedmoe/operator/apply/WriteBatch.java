package dev.fedmoe.operator.apply;

import dev.fedmoe.operator.apply.ApplyFailedException.Why;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Writes that do not depend on each other. When one fails the others still have their turn, unless all would fail alike. */
public final class WriteBatch {
    private final ParallelCalls calls;
    private final Set<Why> hopeless;
    private final List<Failure> failures = new ArrayList<>();
    private volatile boolean ended;

    /** One of the writes, of {@code object}. */
    public record Write(HasMetadata object, Runnable call) {}

    /** A write that did not happen, and of what. */
    public record Failure(HasMetadata object, ApplyFailedException why) {}

    /** @param hopeless failures after which no other write is tried */
    public WriteBatch(ParallelCalls calls, Set<Why> hopeless) {
        this.calls = calls;
        this.hopeless = Set.copyOf(hopeless);
    }

    /** Side by side; returns when the last is over. */
    public void make(List<Write> writes) {
        var attempts = writes.stream()
                .map(write -> (Supplier<Optional<Failure>>) () -> attempt(write))
                .toList();
        calls.all(attempts).stream().flatMap(Optional::stream).forEach(failures::add);
    }

    private Optional<Failure> attempt(Write write) {
        if (ended) {
            return Optional.empty();
        }
        try {
            write.call.run();
            return Optional.empty();
        } catch (ApplyFailedException e) {
            ended |= hopeless.contains(e.why());
            return Optional.of(new Failure(write.object, e));
        }
    }

    public List<Failure> failures() {
        return List.copyOf(failures);
    }
}
