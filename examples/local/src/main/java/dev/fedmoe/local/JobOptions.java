package dev.fedmoe.local;

import dev.fedmoe.core.alignment.Policies;
import dev.fedmoe.crds.job.AlignmentSection.Objective;
import dev.fedmoe.local.input.BadInput;
import dev.fedmoe.local.run.Wishes.Overrides;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Fields of the job, set for this run instead of in the manifest. */
final class JobOptions {
    @Option(names = "--rounds", paramLabel = "N", description = "Rounds to train (training.rounds).")
    private @Nullable Integer rounds;

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            description =
                    "Alignment policy (alignment.policy): Random, RoundRobin, Greedy, FitnessAndLoad, BoundedLoad,"
                            + " CompletedFitness or Coverage (default: what suits the objective). The run keeps a folder of its own, and the reports compare.")
    private @Nullable String policy;

    @Option(
            names = "--objective",
            paramLabel = "NAME",
            description = "What to be good at (alignment.objective): ${COMPLETION-CANDIDATES}.")
    private @Nullable Objective objective;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seeds the split and the training (alignment.seed): the same seed repeats the run.")
    private @Nullable Long seed;

    Overrides overrides() throws BadInput {
        if (rounds != null && rounds < 1) {
            throw new BadInput("--rounds " + rounds + ": must be at least 1.");
        }
        if (seed != null && seed < 0) {
            throw new BadInput("--seed " + seed + ": must be at least 0.");
        }
        if (policy != null && !Policies.names().contains(policy)) {
            throw new BadInput("--policy " + policy + ": no such policy. Maybe one of "
                    + String.join(", ", Policies.names()) + ".");
        }
        return new Overrides(
                rounds == null ? OptionalInt.empty() : OptionalInt.of(rounds),
                Optional.ofNullable(policy),
                Optional.ofNullable(objective).map(Enum::name),
                seed == null ? OptionalLong.empty() : OptionalLong.of(seed));
    }
}
