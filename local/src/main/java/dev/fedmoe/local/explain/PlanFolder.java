package dev.fedmoe.local.explain;

import dev.fedmoe.coordinator.store.PlanReader;
import dev.fedmoe.core.federation.planning.PlannedRound;
import dev.fedmoe.local.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;

/**
 * Where the plans of a job are.
 *
 * @param named as the user knows it: a run folder, or a coordinator's checkpoint volume
 * @param plans the folder of plans in it
 */
record PlanFolder(Path named, Path plans) {
    /** A run folder, or a checkpoint volume or a copy of one. */
    static PlanFolder of(Path folder) throws BadInputException {
        for (String inside : new String[] {"volume/plans", "plans"}) {
            if (Files.isDirectory(folder.resolve(inside))) {
                return new PlanFolder(folder, folder.resolve(inside));
            }
        }
        throw new BadInputException(
                folder + " is neither a run folder nor a checkpoint volume: it has neither volume/plans nor plans."
                        + " Maybe name a folder in runs, or the copy of a coordinator's volume.");
    }

    /** Of the run that wrote last. */
    static PlanFolder newest(Path runs) throws BadInputException, IOException {
        if (Files.isDirectory(runs)) {
            try (var folders = Files.list(runs)) {
                Optional<Path> newest = folders.filter(f -> Files.isDirectory(f.resolve("volume")))
                        .max(Comparator.comparing(
                                f -> f.resolve("volume").toFile().lastModified()));
                if (newest.isPresent()) {
                    return of(newest.get());
                }
            }
        }
        throw new BadInputException(
                "there is no run in " + runs + ". Maybe name the folder by --runs, or train first.");
    }

    PlannedRound read(int round) throws BadInputException, IOException {
        Optional<PlannedRound> planned = new PlanReader(plans).read(round);
        if (planned.isPresent()) {
            return planned.get();
        }
        var kept = new PlanReader(plans).rounds();
        if (kept.contains(round)) {
            throw new BadInputException("the plan of round " + round + " in " + named
                    + " is not whole: its seal does not fit its content. Maybe copy the volume again.");
        }
        throw new BadInputException("no plan of round " + round + " in " + named + ". "
                + (kept.isEmpty()
                        ? "There is none of any round: maybe the first has not begun."
                        : "Plans of the last " + PlanReader.KEPT + " rounds are kept: here " + kept.first() + " to "
                                + kept.last() + "."));
    }
}
