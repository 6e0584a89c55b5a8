package dev.fedmoe.local.run;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fedmoe.coordinator.store.Plans;
import dev.fedmoe.core.alignment.AlignmentPlan;
import dev.fedmoe.core.alignment.AlignmentPlan.Assignment;
import dev.fedmoe.local.input.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A round's plan in words, from the coordinator's volume. */
public final class Explanation {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Explanation() {}

    /** One line a choice; of the newest run unless one is named. */
    public static List<String> of(Path runs, Optional<String> run, int round, Optional<String> client)
            throws BadInput, IOException {
        Path folder = run.isPresent() ? runs.resolve(run.get()) : newest(runs);
        Plans.Planned planned = read(folder, round);
        List<Assignment> assignments = planned.plan().assignments();
        List<Assignment> chosen = assignments.stream()
                .filter(a -> client.isEmpty() || a.client().equals(client.get()))
                .toList();
        if (chosen.isEmpty()) {
            throw new BadInput("client " + client.orElse("") + " had no part in round " + round + " of " + folder
                    + ". Those that had: "
                    + assignments.stream().map(Assignment::client).collect(Collectors.joining(", ")) + ".");
        }
        var lines = new ArrayList<String>();
        lines.add("Round " + round + " of " + folder + ": " + assignments.size() + " clients, " + loads(planned) + ".");
        chosen.forEach(assignment -> assignment
                .choices()
                .forEach(choice -> lines.add(
                        "client %s trained %d: %s".formatted(assignment.client(), choice.expert(), choice.reason()))));
        return lines;
    }

    /** The plan of a round, or who to ask next. */
    static Plans.Planned read(Path folder, int round) throws BadInput, IOException {
        Path file = RunFolder.plan(folder, round);
        if (!Files.exists(file)) {
            throw new BadInput("no plan of round " + round + " in " + folder + ". Plans of the last 200 rounds are kept"
                    + kept(RunFolder.plans(folder)) + ".");
        }
        return JSON.readValue(file.toFile(), Plans.Planned.class);
    }

    private static String loads(Plans.Planned planned) {
        AlignmentPlan plan = planned.plan();
        long choices =
                plan.assignments().stream().mapToLong(a -> a.choices().size()).sum();
        return choices + " choices over " + planned.problem().experts() + " experts";
    }

    private static String kept(Path plans) throws IOException {
        if (!Files.isDirectory(plans)) {
            return "";
        }
        try (var files = Files.list(plans)) {
            List<Integer> rounds = files.map(
                            file -> file.getFileName().toString().replaceAll("\\D", ""))
                    .filter(digits -> !digits.isEmpty())
                    .map(Integer::valueOf)
                    .sorted()
                    .toList();
            return rounds.isEmpty() ? "" : ": here " + rounds.get(0) + " to " + rounds.get(rounds.size() - 1);
        }
    }

    private static Path newest(Path runs) throws BadInput, IOException {
        if (Files.isDirectory(runs)) {
            try (var folders = Files.list(runs)) {
                Optional<Path> newest = folders.filter(f -> Files.isDirectory(f.resolve("volume")))
                        .max(Comparator.comparing(
                                f -> f.resolve("volume").toFile().lastModified()));
                if (newest.isPresent()) {
                    return newest.get();
                }
            }
        }
        throw new BadInput("there is no run in " + runs + ". Maybe name the folder by --runs, or train first.");
    }
}
