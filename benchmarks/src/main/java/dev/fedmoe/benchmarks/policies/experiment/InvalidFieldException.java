package dev.fedmoe.benchmarks.policies.experiment;

/** Says what a field was expected to be. Its value, its place in the file and an example are added by who knows the file. */
final class InvalidFieldException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final String expected;

    /** @param field below the record that is read; empty for that itself */
    private InvalidFieldException(String field, String expected) {
        super(expected);
        this.field = field;
        this.expected = expected;
    }

    String field() {
        return field;
    }

    String expected() {
        return expected;
    }

    static void require(boolean holds, String expected) {
        require(holds, "", expected);
    }

    static void require(boolean holds, String field, String expected) {
        if (!holds) {
            throw new InvalidFieldException(field, expected);
        }
    }

    static void requireWhole(String field, int value, int least, int most) {
        require(value >= least && value <= most, field, "a whole number from " + least + " to " + most);
    }

    static void requireNumber(String field, double value, double least, double most) {
        require(value >= least && value <= most, field, "a number from " + least + " to " + most);
    }
}
