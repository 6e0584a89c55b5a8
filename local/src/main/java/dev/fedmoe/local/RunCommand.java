package dev.fedmoe.local;

import dev.fedmoe.local.folder.RunFolder.Existing;
import dev.fedmoe.local.input.BadInputException;
import dev.fedmoe.local.plan.RunOptions;
import dev.fedmoe.local.run.LocalRun;
import dev.fedmoe.local.terminal.TerminalOutput;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "local/run",
        mixinStandardHelpOptions = true,
        version = "fedmoe 0.1.0-SNAPSHOT",
        sortOptions = false,
        description = "Trains the job of a manifests folder on this machine, without a cluster: one coordinator and"
                + " the workers as processes, with the same placement and the same messages as in Kubernetes.%n",
        footer = {
            "",
            "Examples:",
            "  local/run examples/01-quickstart                    the quickstart",
            "  local/run examples/01-quickstart --policy Random    the same under another policy",
            "  local/run examples/01-quickstart --resume           go on after Ctrl-C",
            "  local/run plan -f examples/01-quickstart            who would get what; starts nothing",
            "  local/run explain --round 40 --client camera-2      who trained what, and why",
            "",
            "Exit codes: 0 complete, 1 failed, 2 bad input and nothing started, 130 interrupted."
        })
final class RunCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "MANIFESTS",
            arity = "0..*",
            description = "Folders or files with a pool, a job and nodes (default: examples/01-quickstart).")
    private List<Path> manifests = List.of();

    @ArgGroup(exclusive = false, validate = false, heading = "The job:%n")
    private final JobOptions job = new JobOptions();

    @ArgGroup(exclusive = false, validate = false, heading = "The data:%n")
    private final SplitOptions split = new SplitOptions();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Folder with the four idx files of an MNIST-like set (default: Fashion-MNIST, installed or fetched).")
    private @Nullable Path data;

    @Option(
            names = "--processes",
            paramLabel = "N",
            description = "Worker processes; each serves several clients in turn (default: one a client).")
    private @Nullable Integer processes;

    @Option(
            names = "--runs",
            paramLabel = "DIR",
            defaultValue = "runs",
            description = "Where runs are kept (default: ${DEFAULT-VALUE}).")
    private Path runs = Path.of("runs");

    @Option(names = "--resume", description = "Go on with the run in its folder.")
    private boolean resume;

    @Option(names = "--fresh", description = "Begin anew; an unfinished run is kept under another name.")
    private boolean fresh;

    @Option(
            names = "--log",
            paramLabel = "LEVEL",
            defaultValue = "info",
            description = "Level of the log files: error, warn, info, debug, trace (default: ${DEFAULT-VALUE}).")
    private String log = "info";

    @Override
    public Integer call() throws Exception {
        return new LocalRun(wishes(), TerminalOutput.standard()).run();
    }

    private RunOptions wishes() throws BadInputException {
        if (resume && fresh) {
            throw new BadInputException("--resume goes on with a run and --fresh begins anew: use one of them.");
        }
        if (processes != null && processes < 1) {
            throw new BadInputException("--processes " + processes + ": must be at least 1.");
        }
        if (!log.matches("error|warn|info|debug|trace")) {
            throw new BadInputException("--log " + log + ": must be error, warn, info, debug or trace.");
        }
        return new RunOptions(
                manifests.isEmpty() ? List.of(quickstart()) : manifests,
                Optional.ofNullable(data),
                split.split(),
                job.overrides(),
                runs,
                resume ? Existing.RESUME : fresh ? Existing.SET_ASIDE : Existing.ASK,
                processes == null ? OptionalInt.empty() : OptionalInt.of(processes),
                log);
    }

    private static Path quickstart() {
        return Path.of(Optional.ofNullable(System.getenv("FEDMOE_HOME")).orElse("."), "examples", "01-quickstart");
    }
}
