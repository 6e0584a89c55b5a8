package dev.fedmoe.worker.data;

import java.util.List;

/**
 * What every sample must look like.
 *
 * @param input {@code [channels, height, width]} or {@code [features]}
 * @param classes labels are 0 … classes − 1
 */
public record SampleShape(List<Integer> input, int classes) {
    public SampleShape {
        input = List.copyOf(input);
        if (input.isEmpty() || input.stream().anyMatch(d -> d < 1) || classes < 2) {
            throw new IllegalArgumentException(
                    "a sample needs dimensions of at least 1 and two classes, not " + input + " and " + classes);
        }
    }

    /** Values in one sample. */
    public int inputSize() {
        return input.stream().reduce(1, Math::multiplyExact);
    }
}
