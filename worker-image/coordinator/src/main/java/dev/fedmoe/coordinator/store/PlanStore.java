package dev.fedmoe.coordinator.store;

import dev.fedmoe.core.alignment.AlignmentPlan;
import dev.fedmoe.core.alignment.AlignmentProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The plan of each round with its problem, so that a restart repeats it and {@code explain} shows it. */
public final class PlanStore {
    /** Plans older than so many rounds are deleted. */
    public static final int KEPT = 200;

    private static final Pattern NAME = Pattern.compile("round-(\\d{6,9})\\.json");

    private final CheckpointVolume volume;
    private final MilestoneListener milestones;

    public PlanStore(CheckpointVolume volume, MilestoneListener milestones) {
        this.volume = volume;
        this.milestones = milestones;
    }

    /**
     * One round's plan.
     *
     * @param attempt 0, or how often the round was abandoned before
     * @param policy that made the plan; empty in files of before plans named it
     */
    public record Planned(int round, int attempt, String policy, AlignmentProblem problem, AlignmentPlan plan) {
        public Planned {
            policy = Objects.requireNonNullElse(policy, "");
        }
    }

    /** Durable when this returns. */
    public void write(Planned planned) throws IOException {
        milestones.reached(RecoveryMilestone.PLAN_WRITE, planned.round());
        DurableWriter.replace(file(planned.round()), JsonFiles.seal(planned));
        Files.deleteIfExists(file(planned.round() - KEPT));
    }

    /** Empty when there is none, or none that is whole. */
    public Optional<Planned> read(int round) throws IOException {
        return read(volume.plans(), round);
    }

    /** The same from the folder of plans alone, which a coordinator may be writing to. */
    public static Optional<Planned> read(Path plans, int round) throws IOException {
        Path file = file(plans, round);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JsonFiles.unseal(Files.readAllBytes(file), Planned.class));
        } catch (IOException broken) {
            return Optional.empty();
        }
    }

    /** Rounds that have a plan in the folder. */
    public static SortedSet<Integer> kept(Path plans) throws IOException {
        try (var files = Files.list(plans)) {
            return files.map(file -> NAME.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(match -> Integer.valueOf(match.group(1)))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private Path file(int round) {
        return file(volume.plans(), round);
    }

    private static Path file(Path plans, int round) {
        return plans.resolve(String.format(Locale.ROOT, "round-%06d.json", round));
    }
}
