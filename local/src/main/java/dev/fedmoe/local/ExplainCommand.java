package dev.fedmoe.local;

import dev.fedmoe.local.explain.PlanExplanation;
import dev.fedmoe.local.input.BadInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Says which client trained which experts in a round, and why; of one client with the numbers of"
                + " the plan and what it would have taken to get another expert.%n",
        footer = {
            "",
            "Examples:",
            "  local/run explain --round 40                                who trained what in the newest run",
            "  local/run explain --round 40 --client cameras-camera-2      why this client trained it",
            "  local/run explain runs/fashion-Random --round 40            of another run",
            "  local/run explain /mnt/fashion-checkpoints --round 40       of a coordinator's volume"
        })
final class ExplainCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "FOLDER",
            arity = "0..1",
            description =
                    "A run folder, or a coordinator's checkpoint volume or a copy of one (default: the newest run).")
    private @Nullable Path folder;

    @Option(names = "--round", paramLabel = "N", required = true, description = "The round, from 1.")
    private int round;

    @Option(names = "--client", paramLabel = "NAME", description = "This client in detail, POOL-NODE.")
    private @Nullable String client;

    @Option(names = "--run", paramLabel = "NAME", description = "Folder of the run in --runs (default: the newest).")
    private @Nullable String run;

    @Option(
            names = "--runs",
            paramLabel = "DIR",
            defaultValue = "runs",
            description = "Where runs are kept (default: ${DEFAULT-VALUE}).")
    private Path runs = Path.of("runs");

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws BadInputException, IOException {
        if (folder != null && run != null) {
            throw new BadInputException("FOLDER names the run, and so does --run: use one of them.");
        }
        var lines = explanation().lines(Optional.ofNullable(client));
        if (spec != null) {
            lines.forEach(spec.commandLine().getOut()::println);
            spec.commandLine().getOut().flush();
        }
        return 0;
    }

    private PlanExplanation explanation() throws BadInputException, IOException {
        if (folder != null) {
            return PlanExplanation.of(folder, round);
        }
        return run != null ? PlanExplanation.of(runs.resolve(run), round) : PlanExplanation.ofNewest(runs, round);
    }
}
