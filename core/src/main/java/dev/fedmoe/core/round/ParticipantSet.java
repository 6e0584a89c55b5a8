package dev.fedmoe.core.round;

import java.util.BitSet;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Some of a round's participants, by their places in the order of names. Immutable, one bit a participant: a copy of 5,000 takes 625
 * bytes.
 */
final class ParticipantSet {
    static final ParticipantSet NONE = new ParticipantSet(new BitSet());

    private final BitSet places;

    private ParticipantSet(BitSet places) {
        this.places = places;
    }

    static ParticipantSet of(IntStream places) {
        var set = new BitSet();
        places.forEach(set::set);
        return new ParticipantSet(set);
    }

    ParticipantSet with(int place) {
        var larger = (BitSet) places.clone();
        larger.set(place);
        return new ParticipantSet(larger);
    }

    ParticipantSet without(ParticipantSet others) {
        var rest = (BitSet) places.clone();
        rest.andNot(others.places);
        return new ParticipantSet(rest);
    }

    boolean contains(int place) {
        return places.get(place);
    }

    int size() {
        return places.cardinality();
    }

    /** Ascending. */
    IntStream places() {
        return places.stream();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ParticipantSet set && places.equals(set.places);
    }

    @Override
    public int hashCode() {
        return Objects.hash(places);
    }

    @Override
    public String toString() {
        return places.toString();
    }
}
