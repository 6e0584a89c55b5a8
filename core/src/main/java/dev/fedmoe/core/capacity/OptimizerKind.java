package dev.fedmoe.core.capacity;

import java.util.Arrays;
import java.util.Optional;

/** What an optimizer keeps beside each parameter. */
public enum OptimizerKind {
    /** Keeps the momentum. */
    SGD("SGD", 1),
    /** Keeps two moments. */
    ADAM("Adam", 2);

    private final String label;
    private final int stateCopies;

    OptimizerKind(String label, int stateCopies) {
        this.label = label;
        this.stateCopies = stateCopies;
    }

    public static Optional<OptimizerKind> parse(String label) {
        return Arrays.stream(values()).filter(o -> o.label.equals(label)).findFirst();
    }

    /** As manifests write it. */
    public String label() {
        return label;
    }

    @Override
    public String toString() {
        return label;
    }

    /** Values of state per parameter. */
    public int stateCopies() {
        return stateCopies;
    }
}
