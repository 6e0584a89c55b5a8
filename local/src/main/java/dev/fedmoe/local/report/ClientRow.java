package dev.fedmoe.local.report;

import java.util.List;

/**
 * One client at the end of a run.
 *
 * @param personal accuracy on its own held-out data with its own experts; NaN when unknown
 * @param classes its samples per class
 * @param trained rounds in which it trained each expert
 * @param fitness per expert in [0, 1]; NaN when unknown
 */
public record ClientRow(
        String client, int slots, double personal, List<Integer> classes, List<Integer> trained, List<Double> fitness) {
    public ClientRow {
        classes = List.copyOf(classes);
        trained = List.copyOf(trained);
        fitness = List.copyOf(fitness);
    }
}
