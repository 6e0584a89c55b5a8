package dev.fedmoe.core.round;

import java.util.List;

/** What a closed part's updates lead to. */
public sealed interface Closing {
    /**
     * The part moves.
     *
     * @param clients whose updates count, ordered by name
     */
    record Aggregate(List<String> clients) implements Closing {
        public Aggregate {
            clients = List.copyOf(clients);
        }
    }

    /**
     * The part keeps its weights.
     *
     * @param reason with the numbers, for people
     */
    record Keep(String reason) implements Closing {}
}
