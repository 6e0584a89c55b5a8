package dev.fedmoe.core.alignment;

import dev.fedmoe.core.alignment.AlignmentProblem.Participant;
import dev.fedmoe.core.fitness.BaselineFitness;
import java.util.Arrays;
import java.util.List;

/**
 * Fitness of every pair of a round, without completion. Observed values stay as they are; a pair nobody has tried is worth what its
 * client and its expert usually are. Neither hope nor fear is added: policies that want exploration must add it themselves.
 */
final class FitnessEstimate {
    private FitnessEstimate() {}

    static FitnessMatrix of(List<Participant> clients, int experts) {
        double[][] seen = clients.stream()
                .map(c ->
                        c.fitness().stream().mapToDouble(FitnessEstimate::clamp).toArray())
                .toArray(double[][]::new);
        var alike = new double[seen.length];
        Arrays.fill(alike, 1);
        double[][] value = BaselineFitness.of(seen, alike, experts);
        for (int c = 0; c < value.length; c++) {
            for (int e = 0; e < experts; e++) {
                value[c][e] = Double.isNaN(seen[c][e]) ? clamp(value[c][e]) : seen[c][e];
            }
        }
        return new FitnessMatrix(value, seen);
    }

    private static double clamp(double fitness) {
        return Math.max(0, Math.min(1, fitness));
    }
}
