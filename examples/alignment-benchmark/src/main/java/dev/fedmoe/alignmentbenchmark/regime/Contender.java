package dev.fedmoe.alignmentbenchmark.regime;

import dev.fedmoe.core.alignment.Policies;

/**
 * A policy that takes part.
 *
 * @param name as it stands in the regime: {@code CompletedFitness 0.5}
 * @param slack how far an expert's holders may stray from an even share
 */
public record Contender(String name, String policy, double slack) {
    /** What a job has that says nothing about it. */
    private static final double USUAL_SLACK = 0.1;

    /** Reads a policy and, after a blank, its slack. Throws IllegalArgumentException that says what is wrong. */
    public static Contender parse(String text) {
        String[] words = text.strip().split(" +", -1);
        double slack = words.length > 1 ? slack(words[1]) : USUAL_SLACK;
        if (words.length > 2 || !(slack >= 0 && slack <= 1)) {
            throw new IllegalArgumentException("'" + text + "' is no policy with a slack from 0 to 1");
        }
        Policies.named(words[0], slack);
        return new Contender(text.strip(), words[0], slack);
    }

    private static double slack(String word) {
        return word.matches("\\d(\\.\\d+)?") ? Double.parseDouble(word) : Double.NaN;
    }
}
