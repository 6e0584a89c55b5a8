package dev.fedmoe.coordinator.store;

import dev.fedmoe.core.federation.planning.PlannedRound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads the plans of a volume, which a coordinator may be writing to.
 *
 * @param plans the folder of plans
 */
public record PlanReader(Path plans) {
    /** Plans older than so many rounds are deleted. */
    public static final int KEPT = 200;

    private static final Pattern NAME = Pattern.compile("round-(\\d{6,9})\\.json");

    /** Empty when there is none, or none that is whole. */
    public Optional<PlannedRound> read(int round) throws IOException {
        Path file = file(plans, round);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JsonFiles.unseal(Files.readAllBytes(file), PlannedRound.class));
        } catch (IOException broken) {
            return Optional.empty();
        }
    }

    /** Rounds that have a plan. */
    public SortedSet<Integer> rounds() throws IOException {
        try (var files = Files.list(plans)) {
            return files.map(file -> NAME.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(match -> Integer.valueOf(match.group(1)))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    static Path file(Path plans, int round) {
        return plans.resolve(String.format(Locale.ROOT, "round-%06d.json", round));
    }
}
