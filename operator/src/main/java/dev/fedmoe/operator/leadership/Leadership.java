package dev.fedmoe.operator.leadership;

/**
 * Whether this replica acts. Informers run in every replica, so that the next leader is warm; only the leader writes to the API
 * or talks to coordinators.
 */
public interface Leadership {
    boolean leads();

    /**
     * {@code listener} is called, on a thread of its own, each time this replica begins ({@code true}) or ceases to lead; also at
     * once when it leads already. It may hear the same twice.
     */
    void listen(Listener listener);

    /** Hears of changes of leadership. */
    @FunctionalInterface
    interface Listener {
        void changed(boolean leads);
    }
}
