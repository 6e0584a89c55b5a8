package dev.fedmoe.core.round;

import java.util.Collections;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which participants may still answer. A lost one is waited for until its grace is over.
 *
 * @param givenUpAtNanos by lost client
 * @param left clients that take no part any more
 */
record RoundAttendance(SortedMap<String, Long> givenUpAtNanos, SortedSet<String> left) {
    static final RoundAttendance COMPLETE = new RoundAttendance(new TreeMap<>(), new TreeSet<>());

    RoundAttendance {
        givenUpAtNanos = Collections.unmodifiableSortedMap(givenUpAtNanos);
        left = Collections.unmodifiableSortedSet(left);
    }

    /** Whoever was lost before is given up when it would have been. */
    RoundAttendance lost(SortedSet<String> clients, long untilNanos) {
        var lost = new TreeMap<>(givenUpAtNanos);
        clients.forEach(client -> lost.putIfAbsent(client, untilNanos));
        return new RoundAttendance(lost, left);
    }

    RoundAttendance leaving(String client) {
        var gone = new TreeSet<>(left);
        gone.add(client);
        return new RoundAttendance(givenUpAtNanos, gone);
    }

    RoundAttendance returned(String client) {
        if (!givenUpAtNanos.containsKey(client) && !left.contains(client)) {
            return this;
        }
        var lost = new TreeMap<>(givenUpAtNanos);
        lost.remove(client);
        var gone = new TreeSet<>(left);
        gone.remove(client);
        return new RoundAttendance(lost, gone);
    }

    boolean isAwaited(String client, long nowNanos) {
        if (left.contains(client)) {
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
}
