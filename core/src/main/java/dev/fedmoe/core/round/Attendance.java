package dev.fedmoe.core.round;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which participants may still answer. A lost one is waited for until its grace is over. */
final class Attendance {
    private final Map<String, Long> givenUpAtNanos = new HashMap<>();

    void lost(String client, long givenUpAtNanos) {
        this.givenUpAtNanos.putIfAbsent(client, givenUpAtNanos);
    }

    void returned(String client) {
        givenUpAtNanos.remove(client);
    }

    boolean isAwaited(String client, long nowNanos) {
        Long until = givenUpAtNanos.get(client);
        return until == null || nowNanos - until < 0;
    }

    /** When the next lost client is given up. */
    OptionalLong nextNanos(long nowNanos) {
        return givenUpAtNanos.values().stream()
                .mapToLong(Long::longValue)
                .filter(at -> at - nowNanos > 0)
                .min();
    }

    SortedSet<String> lost() {
        return new TreeSet<>(givenUpAtNanos.keySet());
    }
}
