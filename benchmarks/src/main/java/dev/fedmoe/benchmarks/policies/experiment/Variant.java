package dev.fedmoe.benchmarks.policies.experiment;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.fedmoe.core.alignment.AlignmentPolicy;
import dev.fedmoe.core.fitness.LabelSketch;
import dev.fedmoe.core.job.AlignmentSpec;
import java.util.Arrays;

/**
 * A policy that takes part, and the training option it is trained with.
 *
 * @param name as it stands in the experiment: {@code CompletedFitness 0.5}, {@code Coverage Exact Adjusted}
 * @param slack how far an expert's holders may stray from an even share
 * @param sketch what clients tell of their labels
 * @param logitAdjustment as in a job; 0 for plain cross-entropy
 */
public record Variant(String name, AlignmentPolicy policy, double slack, LabelSketch sketch, double logitAdjustment) {
    private static final String ADJUSTED = "Adjusted";

    /**
     * Reads a policy and, each after a blank, its slack, its sketch and {@code Adjusted} for a logit adjustment of 1. Throws
     * IllegalArgumentException that says what is wrong.
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Variant parse(String text) {
        String[] words = text.strip().split(" +", -1);
        double slack = AlignmentSpec.DEFAULT_SLACK;
        var sketch = LabelSketch.NONE;
        double adjustment = 0;
        for (String word : Arrays.copyOfRange(words, 1, words.length)) {
            if (word.matches("\\d(\\.\\d+)?")) {
                slack = Double.parseDouble(word);
            } else if (word.equals(ADJUSTED)) {
                adjustment = 1;
            } else {
                sketch = sketch(text, word);
            }
        }
        if (slack > 1) {
            throw new IllegalArgumentException("'" + text + "' is no policy with a slack from 0 to 1");
        }
        return new Variant(text.strip(), AlignmentPolicy.named(words[0]), slack, sketch, adjustment);
    }

    private static LabelSketch sketch(String text, String word) {
        try {
            return LabelSketch.named(word);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' has '" + word
                            + "', which is no slack, no label sketch (None, Noised, Exact) and not " + ADJUSTED,
                    e);
        }
    }
}
