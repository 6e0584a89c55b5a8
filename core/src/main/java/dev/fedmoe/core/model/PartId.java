package dev.fedmoe.core.model;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A part is the unit of transfer, version and aggregation: the shared layers, the gate, or one expert. Ordered shared,
 * gate, experts ascending.
 *
 * @param index the expert's index; 0 for shared and gate
 */
public record PartId(Kind kind, int index) implements Comparable<PartId> {
    public enum Kind {
        SHARED,
        GATE,
        EXPERT
    }

    public static final PartId SHARED = new PartId(Kind.SHARED, 0);
    public static final PartId GATE = new PartId(Kind.GATE, 0);

    private static final Pattern EXPERT = Pattern.compile("expert/(0|[1-9]\\d{0,5})");
    private static final Comparator<PartId> ORDER =
            Comparator.comparing(PartId::kind).thenComparingInt(PartId::index);

    public static PartId expert(int index) {
        return new PartId(Kind.EXPERT, index);
    }

    /** Reads {@link #toString()}; empty for anything else. */
    public static Optional<PartId> parse(String text) {
        if (text.equals("shared")) {
            return Optional.of(SHARED);
        }
        if (text.equals("gate")) {
            return Optional.of(GATE);
        }
        var match = EXPERT.matcher(text);
        return match.matches() ? Optional.of(expert(Integer.parseInt(match.group(1)))) : Optional.empty();
    }

    public boolean isExpert() {
        return kind == Kind.EXPERT;
    }

    @Override
    public int compareTo(PartId other) {
        return ORDER.compare(this, other);
    }

    /** {@code shared}, {@code gate} or {@code expert/3}. */
    @Override
    public String toString() {
        return switch (kind) {
            case SHARED -> "shared";
            case GATE -> "gate";
            case EXPERT -> "expert/" + index;
        };
    }
}
