package dev.fedmoe.coordinator.testing;

import dev.fedmoe.protocol.client.CoordinatorAddress;
import org.jspecify.annotations.Nullable;

/** Where the coordinator of the moment listens: clients that lose one wait here for the next. */
public final class CoordinatorLocator {
    private static final long BOUND_MILLIS = 60_000;

    private @Nullable CoordinatorAddress current;
    private int starts;

    public synchronized void open(CoordinatorAddress endpoint) {
        current = endpoint;
        starts++;
        notifyAll();
    }

    public synchronized void close() {
        current = null;
    }

    /** The endpoint of a coordinator that listens now, waiting for it if need be. */
    public synchronized CoordinatorAddress await() throws InterruptedException {
        long end = System.currentTimeMillis() + BOUND_MILLIS;
        CoordinatorAddress open = current;
        while (open == null) {
            long left = end - System.currentTimeMillis();
            if (left <= 0) {
                throw new IllegalStateException("no coordinator after start " + starts);
            }
            wait(left);
            open = current;
        }
        return open;
    }
}
