package dev.fedmoe.core.job.validation;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A field of a job by the name its manifest gives it. The checks throw IllegalArgumentException with that name, the value and
 * what is allowed instead.
 *
 * @param name below {@code spec}, for instance {@code training.rounds}
 */
public record SpecField(String name) {
    public void atLeast(long least, long value) {
        require(value >= least, "at least " + least, value);
    }

    public void between(long least, long most, long value) {
        require(least <= value && value <= most, "between " + least + " and " + most, value);
    }

    /** Finite and not negative. */
    public void notNegative(double value) {
        require(value >= 0 && value < Double.POSITIVE_INFINITY, "a number of at least 0", value);
    }

    /** Finite and above 0. */
    public void positive(double value) {
        require(value > 0 && value < Double.POSITIVE_INFINITY, "a number above 0", value);
    }

    /** In (0, 1]. */
    public void positiveShare(double value) {
        require(value > 0 && value <= 1, "in (0, 1]", value);
    }

    /** In [0, most]. */
    public void share(double most, double value) {
        require(value >= 0 && value <= most, "in [0, " + most + "]", value);
    }

    /** In [0, 1). */
    public void belowOne(double value) {
        require(value >= 0 && value < 1, "in [0, 1)", value);
    }

    public void notBlank(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " must not be empty");
        }
    }

    /** The value that spells itself so, in {@link Object#toString()}. */
    public <E extends Enum<E>> E oneOf(E[] values, String spelling) {
        return Arrays.stream(values)
                .filter(value -> value.toString().equals(spelling))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " must be one of "
                        + Arrays.stream(values).map(Enum::toString).collect(Collectors.joining(", ")) + ", not '"
                        + spelling + "'"));
    }

    private void require(boolean holds, String allowed, Object value) {
        if (!holds) {
            throw new IllegalArgumentException(name + " must be " + allowed + ", not " + value);
        }
    }
}
