package dev.fedmoe.coordinator.loop;

import dev.fedmoe.core.federation.FederationState;
import java.util.function.Supplier;

/** The newest state, which the loop alone sets and all threads may read. */
public final class StateHolder implements Supplier<FederationState> {
    private volatile FederationState newest;

    public StateHolder(FederationState start) {
        newest = start;
    }

    @Override
    public FederationState get() {
        return newest;
    }

    void set(FederationState next) {
        newest = next;
    }
}
