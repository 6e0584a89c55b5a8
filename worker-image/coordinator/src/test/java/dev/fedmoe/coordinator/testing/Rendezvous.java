package dev.fedmoe.coordinator.testing;

import dev.fedmoe.protocol.client.Endpoint;
import org.jspecify.annotations.Nullable;

/** Where the coordinator of the moment listens: clients that lose one wait here for the next. */
public final class Rendezvous {
    private static final long BOUND_MILLIS = 60_000;

    private @Nullable Endpoint current;
    private int starts;

    public synchronized void open(Endpoint endpoint) {
        current = endpoint;
        starts++;
        notifyAll();
    }

    public synchronized void close() {
        current = null;
    }

    /** The endpoint of a coordinator that listens now, waiting for it if need be. */
    public synchronized Endpoint await() throws InterruptedException {
        long end = System.currentTimeMillis() + BOUND_MILLIS;
        Endpoint open = current;
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
