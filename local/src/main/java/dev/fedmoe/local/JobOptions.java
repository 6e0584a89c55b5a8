package dev.fedmoe.local;

import dev.fedmoe.core.alignment.AlignmentPolicy;
import dev.fedmoe.crds.job.AlignmentSection.Objective;
import dev.fedmoe.local.input.BadInputException;
import dev.fedmoe.local.plan.RunOptions.Overrides;
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

    Overrides overrides() throws BadInputException {
        if (rounds != null && rounds < 1) {
            throw new BadInputException("--rounds " + rounds + ": must be at least 1.");
        }
        if (seed != null && seed < 0) {
            throw new BadInputException("--seed " + seed + ": must be at least 0.");
        }
        if (policy != null && !AlignmentPolicy.names().contains(policy)) {
            throw new BadInputException("--policy " + policy + ": no such policy. Maybe one of "
                    + String.join(", ", AlignmentPolicy.names()) + ".");
        }
        return new Overrides(
                rounds == null ? OptionalInt.empty() : OptionalInt.of(rounds),
                Optional.ofNullable(policy),
                Optional.ofNullable(objective).map(Enum::name),
                seed == null ? OptionalLong.empty() : OptionalLong.of(seed));
    }
}
