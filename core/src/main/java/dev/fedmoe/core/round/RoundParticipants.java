package dev.fedmoe.core.round;

import dev.fedmoe.core.alignment.AlignmentPlan;
import dev.fedmoe.core.alignment.AlignmentPlan.Assignment;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A round's participants in the order of their names, and the place of each. */
final class RoundParticipants {
    private final List<String> names;
    private final SortedMap<String, Integer> places = new TreeMap<>();

    RoundParticipants(AlignmentPlan plan) {
        names = plan.assignments().stream()
                .map(Assignment::client)
                .distinct()
                .sorted()
                .toList();
        for (int i = 0; i < names.size(); i++) {
            places.put(names.get(i), i);
        }
    }

    /** Below 0 for a client that takes no part. */
    int place(String client) {
        return places.getOrDefault(client, -1);
    }

    String name(int place) {
        return names.get(place);
    }

    int size() {
        return names.size();
    }

    SortedSet<String> names() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(names));
    }

    SortedSet<String> names(ParticipantSet some) {
        var chosen = new TreeSet<String>();
        some.places().forEach(place -> chosen.add(names.get(place)));
        return Collections.unmodifiableSortedSet(chosen);
    }

    ParticipantSet all() {
        return ParticipantSet.of(IntStream.range(0, names.size()));
    }

    ParticipantSet holders(AlignmentPlan plan, int expert) {
        return ParticipantSet.of(plan.assignments().stream()
                .filter(assignment -> assignment.choices().stream().anyMatch(choice -> choice.expert() == expert))
                .mapToInt(assignment -> place(assignment.client())));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RoundParticipants same && names.equals(same.names);
    }

    @Override
    public int hashCode() {
        return Objects.hash(names);
    }

    @Override
    public String toString() {
        return names.toString();
    }
}
