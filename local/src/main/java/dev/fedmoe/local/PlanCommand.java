package dev.fedmoe.local;

import dev.fedmoe.core.placement.StickyPlacer;
import dev.fedmoe.local.input.BadInputException;
import dev.fedmoe.local.plan.ManifestPreview;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Says what would come of manifests and starts nothing: which clients get how many slots of which job,"
                        + " who trains what in the first round, and what does not fit.%n",
        footer = {
            "",
            "Examples:",
            "  local/run plan -f examples/01-quickstart                       the quickstart",
            "  kubectl get nodes -o yaml > nodes.yaml",
            "  local/run plan -f nodes.yaml -f pool.yaml -f job.yaml          a job on the nodes of a cluster",
            "",
            "Exit codes: 0 everything fits, 1 something does not, 2 bad input."
        })
final class PlanCommand implements Callable<Integer> {
    @Option(
            names = {"-f", "--filename"},
            paramLabel = "FOLDER_OR_FILE",
            required = true,
            description = "Manifests: pools, jobs and nodes. May be given several times.")
    private List<Path> manifests = List.of();

    @ArgGroup(exclusive = false, validate = false, heading = "The jobs:%n")
    private final JobOptions job = new JobOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws BadInputException {
        var preview = ManifestPreview.of(manifests, job.overrides(), new StickyPlacer());
        if (spec != null) {
            preview.lines().forEach(spec.commandLine().getOut()::println);
            spec.commandLine().getOut().flush();
        }
        return preview.fits() ? 0 : 1;
    }
}
