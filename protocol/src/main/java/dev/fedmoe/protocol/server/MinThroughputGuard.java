package dev.fedmoe.protocol.server;

import dev.fedmoe.protocol.RefusedRequest;
import dev.fedmoe.protocol.v1alpha1.Refusal;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Cuts a transfer whose peer moves fewer bytes than the floor in a window. Time we spend ourselves is not held against it. */
final class MinThroughputGuard {
    private final ServerLimits limits;
    private final Consumer<RefusedRequest> cut;
    private final Runnable stop;
    private final AtomicLong moved = new AtomicLong();
    private final AtomicBoolean working = new AtomicBoolean();

    MinThroughputGuard(PeriodicTimer timer, ServerLimits limits, Consumer<RefusedRequest> cut) {
        this.limits = limits;
        this.cut = cut;
        this.stop = timer.every(limits.floorWindow(), this::check);
    }

    /** We, not the peer, are busy from now on. */
    void work() {
        working.set(true);
    }

    /** So many bytes are done with; it is the peer's turn again. */
    void rest(long bytes) {
        moved.addAndGet(bytes);
        working.set(false);
    }

    void stop() {
        stop.run();
    }

    private void check() {
        long bytes = moved.getAndSet(0);
        if (bytes < limits.floorBytes() && !working.get()) {
            stop();
            cut.accept(new RefusedRequest(
                    Refusal.REFUSAL_TOO_SLOW,
                    bytes + " bytes moved in " + limits.floorWindow().toSeconds() + " s, the floor is "
                            + limits.floorBytes() + ". A new stream resumes at the last verified chunk."));
        }
    }

    /** Watches each new transfer. */
    interface Factory {
        MinThroughputGuard watch(Consumer<RefusedRequest> cut);
    }
}
