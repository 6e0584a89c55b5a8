package dev.fedmoe.core.round;

import java.util.List;

/** What a closed part's updates lead to. */
public sealed interface PartClosing {
    /**
     * The part moves.
     *
     * @param clients whose updates count, ordered by name
     */
    record Aggregate(List<String> clients) implements PartClosing {
        public Aggregate {
            clients = List.copyOf(clients);
        }
    }

    /**
     * The part keeps its weights.
     *
     * @param reason with the numbers, for people
     */
    record Keep(String reason) implements PartClosing {}
}
