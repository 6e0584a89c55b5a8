package dev.fedmoe.core.alignment;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a job's model should be good at. */
public enum AlignmentObjective {
    /** One test distribution, all experts. */
    GLOBAL,
    /** Each client's own distribution, the experts it holds. */
    PERSONALIZED,
    BALANCED;

    /** As manifests spell it: {@code Global}, {@code Personalized}, {@code Balanced}. Throws with these in the message. */
    public static AlignmentObjective named(String name) {
        return Arrays.stream(values())
                .filter(o -> o.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no objective '" + name + "'. Maybe one of "
                        + Arrays.stream(values())
                                .map(AlignmentObjective::toString)
                                .collect(Collectors.joining(", ")) + "."));
    }

    @Override
    public String toString() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }
}
