package dev.fedmoe.local;

import dev.fedmoe.local.input.BadInput;
import dev.fedmoe.local.run.Explanation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Says which client trained which experts in a round, and why.%n")
final class ExplainCommand implements Callable<Integer> {
    @Option(names = "--round", paramLabel = "N", required = true, description = "The round, from 1.")
    private int round;

    @Option(names = "--client", paramLabel = "NAME", description = "Only this client.")
    private @Nullable String client;

    @Option(names = "--run", paramLabel = "NAME", description = "Folder of the run (default: the newest).")
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
    public Integer call() throws BadInput, IOException {
        var lines = Explanation.of(runs, Optional.ofNullable(run), round, Optional.ofNullable(client));
        if (spec != null) {
            lines.forEach(spec.commandLine().getOut()::println);
            spec.commandLine().getOut().flush();
        }
        return 0;
    }
}
