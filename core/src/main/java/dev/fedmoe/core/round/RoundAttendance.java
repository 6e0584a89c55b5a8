package dev.fedmoe.core.round;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which participants may still answer. A lost one is waited for until its grace is over. */
final class RoundAttendance {
    private final Map<String, Long> givenUpAtNanos = new HashMap<>();
    private final SortedSet<String> left = new TreeSet<>();

    void lost(String client, long givenUpAtNanos) {
        this.givenUpAtNanos.putIfAbsent(client, givenUpAtNanos);
    }

    void left(String client) {
        left.add(client);
    }

    boolean hasLeft(String client) {
        return left.contains(client);
    }

    SortedSet<String> left() {
        return new TreeSet<>(left);
    }

    void returned(String client) {
        givenUpAtNanos.remove(client);
        left.remove(client);
    }

    boolean isAwaited(String client, long nowNanos) {
        if (hasLeft(client)) {
            return false;
        }
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
