package dev.fedmoe.core.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The architectures a job can name. They are listed here by hand: what a job may name is what this version of coordinator, worker and
 * operator was built with, all three alike, and not what happens to lie on a class path.
 */
public final class ArchitectureRegistry {
    private static final Map<String, MoeArchitecture> BY_ID = List.of(new MlpMoe(), new ConvMoe()).stream()
            .collect(Collectors.toUnmodifiableMap(MoeArchitecture::id, Function.identity()));

    private ArchitectureRegistry() {}

    public static Optional<MoeArchitecture> find(String id) {
        return Optional.ofNullable(BY_ID.get(id));
    }

    /** All that can be named, in alphabetical order. */
    public static List<String> ids() {
        return BY_ID.keySet().stream().sorted().toList();
    }
}
