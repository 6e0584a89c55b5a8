package dev.fedmoe.core.job.state;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The clients that placement has given a job.
 *
 * @param entries by client
 */
public record Roster(SortedMap<String, RosterEntry> entries) {
    public static final Roster EMPTY = of(List.of());

    public Roster {
        entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    }

    /** Throws IllegalArgumentException when a client is named twice. */
    public static Roster of(Collection<RosterEntry> entries) {
        var byClient = new TreeMap<String, RosterEntry>();
        for (RosterEntry entry : entries) {
            if (byClient.put(entry.client(), entry) != null) {
                throw new IllegalArgumentException("client '" + entry.client() + "' is on the roster twice");
            }
        }
        return new Roster(byClient);
    }

    public Optional<RosterEntry> find(String client) {
        return Optional.ofNullable(entries.get(client));
    }

    /** By client, without evaluators. */
    public SortedMap<String, RosterEntry> trainers() {
        var trainers = new TreeMap<>(entries);
        trainers.values().removeIf(RosterEntry::isEvaluator);
        return trainers;
    }

    public boolean hasEvaluator() {
        return entries.values().stream().anyMatch(RosterEntry::isEvaluator);
    }
}
