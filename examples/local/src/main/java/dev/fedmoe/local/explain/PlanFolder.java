package dev.fedmoe.local.explain;

import dev.fedmoe.coordinator.store.Plans;
import dev.fedmoe.coordinator.store.Plans.Planned;
import dev.fedmoe.local.input.BadInput;
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
    static PlanFolder of(Path folder) throws BadInput {
        for (String inside : new String[] {"volume/plans", "plans"}) {
            if (Files.isDirectory(folder.resolve(inside))) {
                return new PlanFolder(folder, folder.resolve(inside));
            }
        }
        throw new BadInput(
                folder + " is neither a run folder nor a checkpoint volume: it has neither volume/plans nor plans."
                        + " Maybe name a folder in runs, or the copy of a coordinator's volume.");
    }

    /** Of the run that wrote last. */
    static PlanFolder newest(Path runs) throws BadInput, IOException {
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
        throw new BadInput("there is no run in " + runs + ". Maybe name the folder by --runs, or train first.");
    }

    Planned read(int round) throws BadInput, IOException {
        Optional<Planned> planned = Plans.read(plans, round);
        if (planned.isPresent()) {
            return planned.get();
        }
        var kept = Plans.kept(plans);
        if (kept.contains(round)) {
            throw new BadInput("the plan of round " + round + " in " + named
                    + " is not whole: its seal does not fit its content. Maybe copy the volume again.");
        }
        throw new BadInput("no plan of round " + round + " in " + named + ". "
                + (kept.isEmpty()
                        ? "There is none of any round: maybe the first has not begun."
                        : "Plans of the last " + Plans.KEPT + " rounds are kept: here " + kept.first() + " to "
                                + kept.last() + "."));
    }
}
