package dev.fedmoe.coordinator.store;

import dev.fedmoe.core.alignment.AlignmentPlan;
import dev.fedmoe.core.alignment.AlignmentProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The plan of each round with its problem, so that a restart repeats it and {@code explain} shows it. */
public final class Plans {
    private static final int KEPT = 200;

    private final Volume volume;
    private final Milestones milestones;

    public Plans(Volume volume, Milestones milestones) {
        this.volume = volume;
        this.milestones = milestones;
    }

    /**
     * One round's plan.
     *
     * @param attempt 0, or how often the round was abandoned before
     */
    public record Planned(int round, int attempt, AlignmentProblem problem, AlignmentPlan plan) {}

    /** Durable when this returns. */
    public void write(Planned planned) throws IOException {
        milestones.reached(Milestone.PLAN_WRITE, planned.round());
        Durably.replace(file(planned.round()), Json.seal(planned));
        Files.deleteIfExists(file(planned.round() - KEPT));
    }

    /** Empty when there is none, or none that is whole. */
    public Optional<Planned> read(int round) throws IOException {
        Path file = file(round);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.unseal(Files.readAllBytes(file), Planned.class));
        } catch (IOException broken) {
            return Optional.empty();
        }
    }

    private Path file(int round) {
        return volume.plans().resolve("round-%06d.json".formatted(round));
    }
}
