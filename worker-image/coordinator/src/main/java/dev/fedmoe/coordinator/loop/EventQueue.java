package dev.fedmoe.coordinator.loop;

import dev.fedmoe.core.federation.FederationEvent;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Events on their way to the loop, in the order they were told. Safe for several threads. */
public final class EventQueue {
    private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();
    private final Consumer<Throwable> broken;

    /** {@code broken} is told of {@link #fail}. */
    public EventQueue(Consumer<Throwable> broken) {
        this.broken = broken;
    }

    /** An event, and who waits until it has been handled. */
    record Told(FederationEvent event, CompletableFuture<Void> handled) {}

    public void tell(FederationEvent event) {
        told.add(new Told(event, new CompletableFuture<>()));
    }

    /** Completes once the state has changed and the effects have begun. */
    public CompletableFuture<Void> tellAndAwait(FederationEvent event) {
        var waiting = new Told(event, new CompletableFuture<>());
        told.add(waiting);
        return waiting.handled();
    }

    /** A bug or a lost volume: nothing can be trusted any more, and whoever runs the process hears of it and ends it. */
    public void fail(Throwable bug) {
        broken.accept(bug);
    }

    /** Waits for the next event, so long at most. */
    Optional<Told> next(long nanos) throws InterruptedException {
        return Optional.ofNullable(told.poll(nanos, TimeUnit.NANOSECONDS));
    }
}
