package dev.fedmoe.local.explain;

import dev.fedmoe.core.alignment.AlignmentPlan.Assignment;
import dev.fedmoe.core.federation.planning.PlannedRound;
import dev.fedmoe.local.input.BadInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A round's plan in words, from the coordinator's volume: all clients briefly, or one with its numbers. */
public final class PlanExplanation {
    private static final int NAMED = 10;

    private final Path folder;
    private final PlannedRound planned;

    private PlanExplanation(PlanFolder folder, int round) throws BadInputException, IOException {
        this.folder = folder.named();
        this.planned = folder.read(round);
    }

    /** Of a run folder or a checkpoint volume. */
    public static PlanExplanation of(Path folder, int round) throws BadInputException, IOException {
        return new PlanExplanation(PlanFolder.of(folder), round);
    }

    /** Of the newest of several runs. */
    public static PlanExplanation ofNewest(Path runs, int round) throws BadInputException, IOException {
        return new PlanExplanation(PlanFolder.newest(runs), round);
    }

    /** A line a choice. */
    public List<String> everyone() {
        var lines = new ArrayList<>(List.of(head()));
        assignments().forEach(assignment -> assignment
                .choices()
                .forEach(choice -> lines.add(String.format(
                        Locale.ROOT,
                        "client %s trained %d: %s",
                        assignment.client(),
                        choice.expert(),
                        choice.reason()))));
        return lines;
    }

    /** One client, with the numbers of each choice and what it would have taken to get another. */
    public List<String> client(String name) throws BadInputException {
        var found = assignments().stream().filter(a -> a.client().equals(name)).findFirst();
        if (found.isEmpty()) {
            throw new BadInputException("client " + name + " had no part in round " + planned.round() + " of " + folder
                    + ": " + absence(name) + " Clients that had: " + names() + ".");
        }
        var lines = new ArrayList<>(List.of(head()));
        lines.addAll(new ClientExplanation(planned, found.get()).lines());
        return lines;
    }

    private String head() {
        long choices = assignments().stream().mapToLong(a -> a.choices().size()).sum();
        return String.format(
                Locale.ROOT,
                "Round %d of %s%s: %d clients, %d choices over %d experts.",
                planned.round(),
                folder,
                planned.policy().isEmpty() ? "" : " by " + planned.policy(),
                assignments().size(),
                choices,
                planned.problem().experts());
    }

    private List<Assignment> assignments() {
        return planned.plan().assignments();
    }

    private String absence(String name) {
        boolean known = planned.problem().learned().absent().stream()
                .anyMatch(a -> a.client().equals(name));
        return known
                ? "it has trained before, but was not drawn or not connected. Maybe ask for another round."
                : "nothing is known of it. Maybe it has another name, POOL-NODE.";
    }

    private String names() {
        String first =
                assignments().stream().map(Assignment::client).limit(NAMED).collect(Collectors.joining(", "));
        int more = assignments().size() - NAMED;
        return more > 0 ? first + " and " + more + " more" : first;
    }

    /** As the command line asks. */
    public List<String> lines(Optional<String> client) throws BadInputException {
        return client.isPresent() ? client(client.get()) : everyone();
    }
}
